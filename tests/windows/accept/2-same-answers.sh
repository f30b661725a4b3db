# The same bytes as on Linux.
step "check: the same JSON for every fixture"
count=0
for folder in fixtures/complete fixtures/exempt fixtures/first-time fixtures/in-service fixtures/rules/*/bad fixtures/rules/*/good; do
    profile=()
    [[ $folder == fixtures/rules/* ]] && profile=(--profile fixtures/rules/profile)
    both "check $folder" check "$folder" "${day[@]}" "${profile[@]}" --format json && count=$((count + 1))
done
printf 'ok  %s fixtures\n' "$count"

step "in a folder named in Chinese with spaces: the same reports"
cp -r fixtures/complete "$here/王 小明"
cp -r fixtures/in-service "$here/李 四"
cp -r fixtures/rules/D301-low-resolution/bad "$here/张三（扫描）"
for format in json terminal html junit github; do
    for lang in zh en; do
        both "check --format $format --lang $lang" check "$here/王 小明" "${day[@]}" --format "$format" --lang "$lang" &&
            printf 'ok  %s %s\n' "$format" "$lang"
    done
done
both "check, some errors" check "$here/张三（扫描）" "${day[@]}" --format json && printf 'ok  errors found\n'

step "pack: the same zip, bit for bit"
for folder in fixtures/complete fixtures/exempt fixtures/first-time fixtures/in-service "$here/王 小明"; do
    rm -rf "$work/a" "$work/b"
    "$linux" pack "$folder" -o "$work/a" "${day[@]}" >/dev/null 2>"$work/linux.err" || differs "pack on Linux: $folder"
    windows pack "$folder" -o "$work/b" "${day[@]}" >/dev/null 2>"$work/windows.err" || differs "pack: $(tail -n 2 "$work/windows.err")"
    holds "pack $(basename "$folder"): $(find "$work/b" -name '*.zip' -printf '%s bytes')" diff -r "$work/a" "$work/b"
done

step "verify, form, paper, batch, fix, init"
zip=$(find "$work/b" -name '*.zip')
both "verify" verify "$zip" --format json && printf 'ok  verify\n'
head -c 2000 "$zip" >"$here/半个 包.zip"
both "verify, a torn package" verify "$here/半个 包.zip" --format json && printf 'ok  verify refuses\n'
for what in form paper; do
    "$linux" "$what" "$here/王 小明" -o "$work/linux.pdf" "${day[@]}" 2>/dev/null || differs "$what on Linux"
    windows "$what" "$here/王 小明" -o "$here/纸质 $what.pdf" "${day[@]}" 2>"$work/windows.err" || differs "$what: $(cat "$work/windows.err")"
    holds "$what: the same PDF" cmp "$work/linux.pdf" "$here/纸质 $what.pdf"
done
for format in json csv html; do
    "$linux" batch "$here" "${day[@]}" --no-cache --format "$format=$work/linux.roster" >/dev/null 2>&1
    windows batch "$here" "${day[@]}" --no-cache --format "$format=$here/一览表.$format" >/dev/null 2>"$work/windows.err"
    holds "batch: the same $format" cmp "$work/linux.roster" "$here/一览表.$format"
done
# The zip file says which system wrote it; what is in it must be the same.
"$linux" batch "$here" "${day[@]}" --no-cache --format "xlsx=$work/linux.xlsx" >/dev/null 2>&1
windows batch "$here" "${day[@]}" --no-cache --format "xlsx=$here/一览表.xlsx" >/dev/null 2>"$work/windows.err"
unzip -qq "$work/linux.xlsx" -d "$work/linux-xlsx" && unzip -qq "$here/一览表.xlsx" -d "$work/windows-xlsx"
holds "batch: the same sheets in the xlsx" diff -r "$work/linux-xlsx" "$work/windows-xlsx"
find "$here" -mindepth 1 -maxdepth 1 -type d | sort >"$work/folders"
both "batch --paths-from" batch --paths-from "$work/folders" "${day[@]}" --no-cache --relative-to "$here" && printf 'ok  batch --paths-from\n'
if "$linux" fix --help >/dev/null 2>&1; then
    for folder in "$here/王 小明" "$here/张三（扫描）" fixtures/rules/D202-wrong-extension/bad; do
        rm -rf "$work/a" "$here/修好 的"
        "$linux" fix "$folder" -o "$work/a" "${day[@]}" >/dev/null 2>&1
        windows fix "$folder" -o "$here/修好 的" "${day[@]}" >/dev/null 2>"$work/windows.err"
        holds "fix $(basename "$folder"): the same copy" diff -r "$work/a" "$here/修好 的"
    done
fi
"$linux" init "$work/linux-init" --name 王小明 --papers 1 --awards 1 --lang zh >/dev/null 2>&1
windows init "$here/新 人" --name 王小明 --papers 1 --awards 1 --lang zh >/dev/null 2>"$work/windows.err"
holds "init: the same folder" diff -r "$work/linux-init" "$here/新 人"
