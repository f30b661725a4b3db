# The HTML report against `check` itself. Sourced by benches/peers.sh. DATA=… another folder than the complete fixture.

folder=${DATA:-fixtures/complete}

check_alone() { "$dossier" check "$folder" --date 2021-09-10 --jobs 1 --no-read --no-cache; }
check_html() { "$dossier" check "$folder" --date 2021-09-10 --jobs 1 --no-read --no-cache --format html="$work/report.html"; }

versus 'check with HTML report against check' cpu 2.0 check_html check_alone
versus 'check with HTML report against check' wall 2.0 check_html check_alone
printf '%-44s %s bytes (bar 1500000)\n' 'size of the report' "$(wc -c <"$work/report.html")"
