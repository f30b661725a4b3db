# What only Windows asks for.
step "paths: drive letters, both slashes, to the letter, too long"
check_is_same "Z:\\…" "$wang"
check_is_same "Z:/…" "${wang//\\//}"
check_is_same "a trailing \\" "$wang\\"
check_is_same "\\\\?\\Z:\\…" "\\\\?\\$wang"
# Wine keeps what servers share as folders of its own.
mkdir -p "$WINEPREFIX/dosdevices/unc/school"
ln -sfn "$here" "$WINEPREFIX/dosdevices/unc/school/人事 共享"
shared='\\school\人事 共享'
check_is_same "\\\\server\\share\\…" "$shared\\王 小明"
check_is_same "//server/share/…" "${shared//\\//}/王 小明"
check_is_same "\\\\?\\UNC\\…" "\\\\?\\UNC${shared#\\}\\王 小明"
says "form onto a share" 0 "" form "$shared\\王 小明" -o "$shared\\共享的表.pdf" "${day[@]}"
holds "the form is there" test -s "$here/共享的表.pdf"
says "pack onto a share" 0 "指纹" pack "$shared\\王 小明" -o "$shared\\共享的包" "${day[@]}" --lang zh
says "and verified there" 0 "" verify "$shared\\共享的包\\$(ls "$here/共享的包" | grep 'zip$')"
printf '%s characters\n' "$(printf '%s' "$long/材料" | wc -m)"
check_is_same "longer than 260 characters" "$(z "$long/材料")"
says "form, there" 0 "" form "$(z "$long/材料")" -o "$(z "$long/评审表.pdf")" "${day[@]}"
holds "the form is there" test -s "$long/评审表.pdf"
says "init, there" 0 "" init "$(z "$long/新")" --name 王小明
# Wine 8 cannot resolve a path of more than 260 characters, as `pack` does where it writes, and `fix` where it reads.
says "pack, from there" 0 "指纹" pack "$(z "$long/材料")" -o "$(z "$here/远处的包")" "${day[@]}" --lang zh

step "a folder dropped on the icon"
windows "$wang" >"$work/windows.out" 2>"$work/windows.err" </dev/null
dropped=$?
windows check "$wang" >"$work/want.out" 2>/dev/null
holds "is checked" test "$dropped" = "$?"
holds "and not waited for by a program" cmp "$work/want.out" "$work/windows.out"

step "a double click"
if command -v script >/dev/null; then
    timeout 20 script -qec "'$wine' '$exe'" /dev/null </dev/null 2>/dev/null | tr -d '\r\0' >"$work/window.out"
    holds "three lines, and the window waits" grep -qE 'Enter|回车' "$work/window.out"
    timeout 30 script -qec "'$wine' '$exe' rules" /dev/null </dev/null 2>/dev/null >"$work/window.out"
    grep -q D101 "$work/window.out" && ! grep -qE 'Press Enter|按回车' "$work/window.out"
    holds "what was typed is not waited for" test $? = 0
fi

step "a report that opens by a double click"
if command -v script >/dev/null; then
    "$linux" check "$here/王 小明" "${day[@]}" "${none[@]}" --format "html=$work/want.html"
    timeout 60 script -qec "'$wine' '$exe' check '$wang' ${day[*]} ${none[*]} --format html" /dev/null </dev/null >"$work/window.out" 2>&1
    holds "without a path it is beside the folder" cmp "$work/want.html" "$here/王 小明-report.html"
    holds "and the screen says where" grep -q "report.html" "$work/window.out"
fi

step "names: cases, devices, dots, what Windows leaves behind"
cp -r fixtures/complete "$here/大小写"
mv "$here/大小写/applicant.toml" "$here/大小写/Applicant.TOML"
check_is_same "Applicant.TOML" "$(z "$here/大小写")"
cp -r fixtures/complete "$here/怪名"
cp "fixtures/complete/01-照片/照片.jpg" "$here/怪名/aux.jpg"
cp "fixtures/complete/01-照片/照片.jpg" "$here/怪名/扫描."
touch "$here/怪名/Thumbs.db" "$here/怪名/desktop.ini" "$here/怪名/01-照片/Thumbs.db"
both "aux.jpg, a trailing dot, Thumbs.db, desktop.ini" check "$here/怪名" "${day[@]}" "${none[@]}" --format json &&
    printf 'ok  read and named as on Linux\n'
cp -r fixtures/complete "$here/姓名"
sed -i 's/^name = .*/name = "王:小*明"/' "$here/姓名/applicant.toml"
says "pack, a name that no file can have" 0 "王_小_明" pack "$(z "$here/姓名")" -o "$(z "$here/姓名包")" "${day[@]}" --incomplete
says "pack, a folder that cannot be" 2 "" pack "$wang" -o "$(z "$here")\\a?b" "${day[@]}"
says "form, a folder that is not there" 2 "" form "$wang" -o "$(z "$here")\\没有\\表.pdf" "${day[@]}"

step "files that another program holds, and read-only ones"
windows form "$wang" -o "$(z "$here/旧表.pdf")" "${day[@]}" >"$work/windows.out" 2>&1
cp "$here/旧表.pdf" "$work/旧表.pdf"
old_is_kept() { cmp -s "$work/旧表.pdf" "$here/旧表.pdf" && [ -z "$(find "$here" -maxdepth 1 -name '.*part*')" ]; }
with_held "$(z "$here/旧表.pdf")" read \
    says "form over one that a viewer holds" 2 "关闭后再运行" form "$wang" -o "$(z "$here/旧表.pdf")" "${day[@]}" --lang zh
holds "the old one is kept, nothing is left beside it" old_is_kept
chmod a-w "$here/旧表.pdf"
says "form over a read-only one" 2 "只读" form "$wang" -o "$(z "$here/旧表.pdf")" "${day[@]}" --lang zh
holds "the old one is kept" old_is_kept
cp -r "$here/王 小明" "$here/占用"
with_held "$(z "$here/占用/01-照片/照片.jpg")" alone \
    says "a scan that nobody may read is a finding" 1 "01-照片/照片.jpg" check "$(z "$here/占用")" "${day[@]}"
with_held "$(z "$here/占用/applicant.toml")" alone \
    says "applicant.toml that nobody may read" 2 "applicant.toml" check "$(z "$here/占用")" "${day[@]}"
chmod -R a-w "$here/占用"
says "scans that are read-only are checked" 0 "" check "$(z "$here/占用")" "${day[@]}"
says "and packed" 0 "" pack "$(z "$here/占用")" -o "$(z "$here/只读包")" "${day[@]}"
chmod -R u+w "$here/占用"

step "a full disk, a write-protected one"
mkdir "$work/small" "$work/fixed"
if mount -t tmpfs -o size=64k tmpfs "$work/small" 2>/dev/null; then
    says "form onto a full disk" 2 "" form "$wang" -o "$(z "$work/small/表.pdf")" "${day[@]}"
    says "pack onto a full disk" 2 "" pack "$wang" -o "$(z "$work/small/包")" "${day[@]}"
    holds "nothing is left there" test -z "$(find "$work/small" -type f)"
    mount -o remount,ro "$work/small"
    says "form onto a write-protected disk" 2 "" form "$wang" -o "$(z "$work/small/表.pdf")" "${day[@]}"
    umount "$work/small"
else
    echo "skipped: no small disk can be mounted here"
fi

step "register and cache, languages, colours, exit codes"
local_data=$(find "$WINEPREFIX/drive_c/users" -type d -path '*AppData/Local/dossier' | head -n 1)
holds "the register is below %LOCALAPPDATA%" test -s "$local_data/register.sqlite"
windows batch "$(z "$here")" "${day[@]}" >/dev/null 2>&1
holds "so is the cache" test -n "$(find "$local_data" -name "inspections.*" -size +0)"
says "the register is read back" 0 "packed" history --lang en
windows check "$wang" "${day[@]}" >"$work/windows.out" 2>/dev/null
holds "no colours into a file" test -z "$(grep -c $'\x1b' "$work/windows.out" | grep -v '^0$')"
windows check "$wang" "${day[@]}" --color always >"$work/windows.out" 2>/dev/null
holds "colours where asked for" grep -q $'\x1b' "$work/windows.out"
says "no such folder" 2 "找不到文件夹" check 'Z:\no\such\folder' --lang zh
windows check "$wang" "${day[@]}" 2>"$work/windows.err" | head -n 1 >/dev/null
holds "a reader that goes away is no failure" test ! -s "$work/windows.err"
says "no such command" 2 "" chekc
says "errors found" 1 "" check "$(z "$here/张三（扫描）")" "${day[@]}"
