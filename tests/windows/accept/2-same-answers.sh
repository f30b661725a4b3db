# The same bytes as on Linux.
fixtures=(fixtures/complete fixtures/engineering-general fixtures/exempt fixtures/first-time fixtures/in-service fixtures/shaanxi-online)

# The checklist of a folder of fixtures/rules: a few ask for the one that has facts of its own.
rules_of() {
    if grep -qs '^profile = "rule-fixtures-of-facts"' "$1/applicant.toml"; then
        echo fixtures/rules/profile-of-facts
    else
        echo fixtures/rules/profile
    fi
}

step "check, with all that the scans say: the same JSON for every fixture"
count=0 all=0
for folder in "${fixtures[@]}" fixtures/notices/*/* fixtures/rules/*/bad fixtures/rules/*/good; do
    profile=()
    [[ $folder == fixtures/rules/* ]] && profile=(--profile "$(rules_of "$folder")")
    all=$((all + 1))
    both "check $folder" check "$folder" "${day[@]}" "${profile[@]}" --format json && count=$((count + 1))
done
printf 'ok  %s of %s fixtures\n' "$count" "$all"
mapfile -t pictures < <(find fixtures/complete fixtures/notices/*/complete -name '*.jpg' | sort)
both "inspect --deep" inspect --deep --format json "${pictures[@]}" && printf 'ok  every line of %s pictures\n' "${#pictures[@]}"
holds "there were lines to read" grep -q '"lines"' "$work/linux.out"

step "in a folder named in Chinese with spaces: the same reports"
for format in json terminal html junit github; do
    for lang in zh en; do
        both "check --format $format --lang $lang" check "$here/王 小明" "${day[@]}" --format "$format" --lang "$lang" &&
            printf 'ok  %s %s\n' "$format" "$lang"
    done
done
both "check, some errors" check "$here/张三（扫描）" "${day[@]}" --format json && printf 'ok  errors found\n'

step "pack: the same zip, bit for bit"
for folder in "${fixtures[@]}" fixtures/notices/*/complete "$here/王 小明"; do
    rm -rf "$work/a" "$work/b"
    "$linux" pack "$folder" --no-read -o "$work/a" "${day[@]}" --incomplete >/dev/null 2>"$work/linux.err" || differs "pack on Linux: $folder"
    windows pack "$folder" --no-read -o "$work/b" "${day[@]}" --incomplete >/dev/null 2>"$work/windows.err" || differs "pack: $(tail -n 2 "$work/windows.err")"
    holds "pack $folder: $(find "$work/b" -name '*.zip' -printf '%s bytes')" diff -r "$work/a" "$work/b"
done

step "verify, form, paper, batch, fix, sort, init"
zip=$(find "$work/b" -name '*.zip')
both "verify" verify "$zip" --format json && printf 'ok  verify\n'
head -c 2000 "$zip" >"$here/半个 包.zip"
both "verify, a torn package" verify "$here/半个 包.zip" --format json && printf 'ok  verify refuses\n'
for what in form paper; do
    "$linux" "$what" "$here/王 小明" --no-read -o "$work/linux.pdf" "${day[@]}" 2>/dev/null || differs "$what on Linux"
    windows "$what" "$here/王 小明" --no-read -o "$here/纸质 $what.pdf" "${day[@]}" 2>"$work/windows.err" || differs "$what: $(cat "$work/windows.err")"
    holds "$what: the same PDF" cmp "$work/linux.pdf" "$here/纸质 $what.pdf"
done
# People are known by digests under a key of the user's.
head -c 32 /dev/urandom >"$work/key"
batch=(batch "${day[@]}" "${none[@]}" --no-cache --key-file "$work/key")
for format in json csv html; do
    "$linux" "${batch[@]}" "$here" --format "$format=$work/linux.$format" >/dev/null 2>&1
    # The second time over the roster of the first, which lies among the people's folders.
    for _ in 1 2; do
        windows "${batch[@]}" "$here" --format "$format=$here/一览表.$format" >/dev/null 2>"$work/windows.err"
        holds "batch: the same $format" cmp "$work/linux.$format" "$here/一览表.$format"
    done
done
# The zip file says which system wrote it; what is in it must be the same.
"$linux" "${batch[@]}" "$here" --read --format "xlsx=$work/linux.xlsx" >/dev/null 2>&1
windows "${batch[@]}" "$here" --read --format "xlsx=$here/一览表.xlsx" >/dev/null 2>"$work/windows.err"
unzip -qq "$work/linux.xlsx" -d "$work/linux-xlsx" && unzip -qq "$here/一览表.xlsx" -d "$work/windows-xlsx"
holds "batch --read: the same sheets in the xlsx" diff -r "$work/linux-xlsx" "$work/windows-xlsx"
find "$here" -mindepth 1 -maxdepth 1 -type d | sort >"$work/folders"
both "batch --paths-from" "${batch[@]}" --paths-from "$work/folders" --relative-to "$here" && printf 'ok  batch --paths-from\n'
for folder in "$here/王 小明" "$here/张三（扫描）" fixtures/rules/D202-wrong-extension/bad; do
    rm -rf "$work/a" "$here/修好 的"
    "$linux" fix "$folder" -o "$work/a" "${day[@]}" >/dev/null 2>&1
    windows fix "$folder" -o "$here/修好 的" "${day[@]}" >/dev/null 2>"$work/windows.err"
    holds "fix $(basename "$folder"): the same copy" diff -r "$work/a" "$here/修好 的"
done

# Both programs change a copy of a folder and take it back; the journal and what is kept for it are compared too:
# changed_alike FOLDER COMMAND…
changed_alike() {
    local folder=$1
    shift
    rm -rf "$work/a" "$work/b"
    mkdir "$work/a" "$work/b"
    cp -r "$folder" "$work/a/夹"
    cp -r "$folder" "$work/b/夹"
    "$linux" "$@" "$work/a/夹" "${day[@]}" >"$work/linux.out" 2>&1
    windows "$@" "$work/b/夹" "${day[@]}" >"$work/windows.out" 2>&1
    holds "$1 $2 $(basename "$folder"): the same folder" diff -r "$work/a" "$work/b"
    holds "which is another than it was" test -n "$(diff -rq -x .dossier "$folder" "$work/b/夹")"
    holds "in the same words" cmp <(sed "s|$work/a|$work/b|g" "$work/linux.out") "$work/windows.out"
    windows "$1" --undo "$work/b/夹" >"$work/windows.out" 2>&1 || differs "$1 --undo: $(cat "$work/windows.out")"
    holds "$1 --undo: as it was" diff -r -x .dossier "$folder" "$work/b/夹"
}
for folder in fixtures/rules/D202-wrong-extension/bad fixtures/rules/D314-sideways/bad fixtures/notices/hunan-teachers/broken; do
    changed_alike "$folder" fix --in-place
done
if [ -n "${DRAW:-}" ]; then
    "$DRAW" "$work/heap/王小明" >/dev/null
    changed_alike "$work/heap/王小明" sort --accept
else
    echo "skipped: without DRAW there is no heap of pictures to sort"
fi
"$linux" init "$work/linux-init" --name 王小明 --papers 1 --awards 1 --lang zh >/dev/null 2>&1
windows init "$here/新 人" --name 王小明 --papers 1 --awards 1 --lang zh >/dev/null 2>"$work/windows.err"
holds "init: the same folder" diff -r "$work/linux-init" "$here/新 人"
