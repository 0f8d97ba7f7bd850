# check, fmt and tck: what the tests in tests/dmn do not look at.

case  check without findings
run   ijkpunt check tests/dmn/ok.dmn
out   ...
out   1 file, 0 errors, 0 warnings, 0 notes

case  check of what is no model
run   ijkpunt check README.md
exit  3
out   ...
out   1 file, 1 error, 0 warnings, 0 notes

case  check of nothing
run   ijkpunt check
exit  2

case  tables as text
run   ijkpunt fmt --table tests/dmn/hit_policies.dmn
out   uniek (UNIQUE)
out   ...

case  tables as Markdown
run   ijkpunt fmt --markdown tests/dmn/hit_policies.dmn | grep -c '^|'
out   ...

case  canonical form is stable
run   ijkpunt fmt tests/dmn/hit_policies.dmn > "${TMPDIR:-/tmp}/ijkpunt-once.dmn" && ijkpunt fmt "${TMPDIR:-/tmp}/ijkpunt-once.dmn" | diff - "${TMPDIR:-/tmp}/ijkpunt-once.dmn"; s=$?; rm -f "${TMPDIR:-/tmp}/ijkpunt-once.dmn"; exit $s
out

case  a conformance kit that is not there
run   ijkpunt tck nowhere
exit  4
err   nowhere
