# The file itself.
step "one file of at most 50 MB, with no library of ours beside it"
bytes=$(stat -c %s "$exe")
printf '%s bytes\n' "$bytes"
holds "at most 50 MB" test "$bytes" -le 50000000
libraries=$(x86_64-w64-mingw32-objdump -p "$exe" | awk '/DLL Name/ { print tolower($3) }' | sort -u)
echo "$libraries" | paste -sd ' '
holds "no library of the compiler" test -z "$(echo "$libraries" | grep -E 'libgcc|libstdc|pthread|dossier' || true)"
says "its version" 0 "dossier " --version
