# What people do on Windows: quotes and stars, dragging, Notepad, Excel, PowerShell, files from chat programs.
step "command lines: a \\ before the closing quote, stars"
windows check "${day[@]}" "${none[@]}" --format json "$wang\"" >"$work/windows.out" 2>"$work/windows.err"
holds "\"…\\\" at the end" cmp "$work/want.json" "$work/windows.out"
windows check "${none[@]}" "$wang\" ${day[*]} --format json" >"$work/windows.out" 2>"$work/windows.err"
holds "\"…\\\" with words behind it" cmp "$work/want.json" "$work/windows.out"
says "and where it hides what was meant" 2 "末尾的“\\”" check "$wang\" --format" json --lang zh
says "inspect *.jpg" 0 "4 个文件" inspect "$(z "$here/王 小明/06-论文")\\*.jpg" --quiet --lang zh
says "no file fits the star" 2 "" inspect "$(z "$here/王 小明")\\*.bmp"

step "applicant.toml as Notepad saves it, and lists as PowerShell and cmd write them"
for encoding in UTF-8 GB18030 UTF-16LE UTF-16BE; do
    rm -rf "$here/记事本"
    cp -r fixtures/complete "$here/记事本"
    mark=$'\uFEFF'
    [ "$encoding" = GB18030 ] && mark=
    { printf '%s' "$mark" && sed 's/$/\r/' fixtures/complete/applicant.toml; } | iconv -f UTF-8 -t "$encoding" >"$here/记事本/applicant.toml"
    both "applicant.toml, CRLF in $encoding" check "$here/记事本" "${day[@]}" "${none[@]}" --format json && printf 'ok  CRLF in %s\n' "$encoding"
    windows check "$(z "$here/记事本")" "${day[@]}" --lang en >"$work/windows.out" 2>&1
    holds "and nothing to say against it" grep -q "0 errors\|complete" "$work/windows.out"
done
printf '%s\r\n' "$(z "$here/王 小明")" "$(z "$here/李 四")" >"$work/list"
windows batch --paths-from "$work/list" "${day[@]}" --no-cache >"$work/want.rows" 2>"$work/windows.err"
holds "two rows" test "$(wc -l <"$work/want.rows")" = 2
for encoding in GB18030 UTF-16; do
    iconv -f UTF-8 -t "$encoding" "$work/list" >"$work/list-$encoding"
    windows batch --paths-from "$work/list-$encoding" "${day[@]}" --no-cache >"$work/windows.out" 2>"$work/windows.err"
    holds "a list of folders in $encoding" cmp "$work/want.rows" "$work/windows.out"
done

step "a workbook that is open in Excel"
rm -rf "$here/表格"
cp -r fixtures/complete "$here/表格"
says "form-sheet" 0 "" form-sheet "$(z "$here/表格")" --lang zh
rm "$here/表格/applicant.toml"
touch "$here/表格/~\$applicant.xlsx"
with_held "$(z "$here/表格/applicant.xlsx")" read \
    both "one that Excel has open is read" check "$here/表格" "${day[@]}" "${none[@]}" --format json
with_held "$(z "$here/表格/applicant.xlsx")" alone \
    says "one that nobody may read: what to do" 2 "关闭后再运行" check "$(z "$here/表格")" "${day[@]}" --lang zh
windows batch "$(z "$here")" "${day[@]}" --no-cache --format "xlsx=$(z "$here/一览表.xlsx")" >"$work/windows.out" 2>&1
with_held "$(z "$here/一览表.xlsx")" read \
    says "a roster over one that Excel has open" 2 "关闭后再运行" batch "$(z "$here")" "${day[@]}" --lang zh --format "xlsx=$(z "$here/一览表.xlsx")"

step "repairs and renames: read-only files, ones that a viewer has open, long paths, odd names"
in_place() { # in_place WHAT FOLDER: repaired and taken back
    local what=$1 folder=$2
    cp -r "$folder" "$work/was"
    says "$what: fix --in-place" 0 "" fix --in-place "$(z "$folder")" "${day[@]}"
    holds "$what: something changed" test -n "$(diff -rq -x .dossier "$work/was" "$folder")"
    says "$what: fix --undo" 0 "" fix --undo "$(z "$folder")"
    holds "$what: as it was" diff -r -x .dossier "$work/was" "$folder"
    rm -rf "$work/was"
}
odd=fixtures/rules/D314-sideways/bad
cp -r "$odd" "$here/微信"
find "$here/微信" -type f -exec chmod a-w {} +
in_place "read-only, as chat programs leave files" "$here/微信"
cp -r "$odd" "$long/修"
in_place "longer than 260 characters" "$long/修"
cp -r "$odd" "$here/怪"
picture=$(find "$here/怪" -name '*.jpg' | sort | head -n 1)
mkdir "$here/怪/aux"
cp "$picture" "$here/怪/aux/扫描 .jpg"
cp "$picture" "$here/怪/扫描."
in_place "devices and dots" "$here/怪"
cp -r "$odd" "$here/看图"
"$linux" fix "$odd" -o "$work/fixed" "${day[@]}" >/dev/null 2>&1
turned=$(cd "$odd" && for file in $(find . -name '*.jpg'); do cmp -s "$file" "$work/fixed/$file" || echo "$file"; done | head -n 1)
cp -r "$odd" "$work/was"
with_held "$(z "$here/看图/${turned#./}")" read \
    says "a picture that a viewer has open is not replaced" 2 "看图软件" fix --in-place "$(z "$here/看图")" "${day[@]}" --lang zh
says "what was done before is taken back" 0 "" fix --undo "$(z "$here/看图")"
holds "nothing is lost" diff -r -x .dossier "$work/was" "$here/看图"
says "closed, it is repaired" 0 "" fix --in-place "$(z "$here/看图")" "${day[@]}"
rm -rf "$work/was"

step "a read-only share"
mkdir "$work/disc"
if cp -r "$odd" "$here/光盘" && mount --bind "$here/光盘" "$work/disc" && mount -o remount,bind,ro "$work/disc"; then
    both "is checked" check "$work/disc" "${day[@]}" "${none[@]}" --format json && printf 'ok  is checked\n'
    says "is not repaired" 2 "" fix --in-place "$(z "$work/disc")" "${day[@]}" --lang zh
    holds "nothing changed" diff -r "$odd" "$work/disc"
    umount "$work/disc"
else
    echo "skipped: nothing can be mounted here"
fi

step "dragged onto the icon in a window of its own"
if command -v script >/dev/null; then
    # What a wide window shows until the browser was called, or for a minute: in_window ARGUMENTS
    in_window() {
        timeout 60 script -qfec "stty cols 200; '$wine' '$exe' $1" "$work/window" <&0 >/dev/null 2>&1 &
        local pid=$!
        for _ in $(seq 120); do
            [ -s "$work/opened" ] && grep -qa 'Ctrl-C' "$work/window" 2>/dev/null && break
            sleep 0.5
        done
        kill "$pid" 2>/dev/null
        wait "$pid" 2>/dev/null
        tr -d '\r\0' <"$work/window" >"$work/window.out"
        rm "$work/window"
    }
    # Wine gives addresses to the first of these programs that there is.
    printf '#!/bin/sh\nprintf "%%s\\n" "$1" >>"%s"\n' "$work/opened" >"$work/browser"
    chmod +x "$work/browser"
    "$wine" reg add 'HKCU\Software\Wine\WineBrowser' /v Browsers /d "$work/browser" /f >/dev/null 2>&1
    "$wine" reg add 'HKCU\Software\Wine\WineBrowser' /v FileManagers /d "$work/browser" /f >/dev/null 2>&1
    in_window "'$wang'" </dev/null
    address=$(grep -oE 'http://127\.0\.0\.1:[0-9]+/\?t=[0-9a-f]{64}' "$work/window.out" | head -n 1)
    holds "the desk is served" test -n "$address"
    holds "and opened in the browser, address and all" grep -qxF "$address" "$work/opened"
    timeout 60 script -qec "'$wine' '$exe' --check '$wang'" /dev/null </dev/null 2>/dev/null | tr -d '\r\0' >"$work/window.out"
    holds "a shortcut with --check checks" grep -qE '王小明' "$work/window.out"
    rm -f "$work/opened"
    (sleep 10 && printf '"%s"\r' "$wang" && sleep 50) | in_window ""
    holds "a double click, and the folder dragged into the window" grep -q 'http://127.0.0.1:' "$work/window.out"
    (cd "$here/王 小明" && timeout 60 script -qec "'$wine' '$exe' check . ${day[*]} --format html" /dev/null </dev/null >"$work/window.out" 2>&1)
    holds "a report of the folder one is in" grep -q "report.html" "$work/window.out"
    holds "is called by its plain path" test -z "$(grep -F '\\?\' "$work/window.out")"
fi
