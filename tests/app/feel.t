case  an expression
run   ijkpunt feel '0.1 + 0.2'
out   0.3

case  names from the context
run   ijkpunt feel 'x + sum(kamers)' --context '{"x": 2.50, "kamers": [1, 2]}'
out   5.5

case  numbers of the context keep every digit
run   ijkpunt feel 'x' --context '{"x": 1234567890123456789012345678901234}'
out   1234567890123456789012345678901234

case  context from a file
run   echo '{"x": 3}' > "${TMPDIR:-/tmp}/ijkpunt-context.json" && ijkpunt feel 'x * 2' --context @"${TMPDIR:-/tmp}/ijkpunt-context.json"; s=$?; rm -f "${TMPDIR:-/tmp}/ijkpunt-context.json"; exit $s
out   6

case  context that is no JSON
run   ijkpunt feel 'x' --context '{'
exit  2
err   --context:1:2:

case  context that is no object
run   ijkpunt feel 'x' --context '[1]'
exit  2
err   object

case  a syntax error has its place
run   ijkpunt feel '1 +'
exit  2
out
err   1:4:

case  a name that is not there
run   ijkpunt feel 'lenght + 1' --context '{"length": 1}'
exit  2
err   there is no "lenght" here
err   Did you mean "length"?

case  strict: no result is an error
run   ijkpunt feel '1 / 0'
exit  2
err   division by zero

case  lenient: no result is null
run   ijkpunt feel '1 / 0' --lenient
out   null

case  two expressions
run   ijkpunt feel 1 2
exit  2
err   one expression expected

case  an explanation ends with what is unknown
run   ijkpunt feel 'a + b > 3' --context '{"a": 1, "b": null}' --explain
out   null
out   ...
out       unknown because of ["b"]

case  endless work is refused
run   ijkpunt feel 'sum(for i in 1..1000000000000000000 return i)'
exit  2
err   allowed

case  the prompt keeps names
run   printf 'a := 2\nb := a * 3\na + b\n' | ijkpunt feel
out   8

case  the prompt goes on after an error
run   printf '1 +\nx\n40 + 2\n' | ijkpunt feel
out   42
err   there is no "x"

case  the prompt helps
run   printf ':help\n:names\na := 1\n:names\n:functions substring\n:explain\na + 1\n:nope\n:quit\n99\n' | ijkpunt feel
out   ...
out     :quit                 leave (also: end of input)
out   ...
not   99

case  the prompt lists functions, one on a line
run   printf ':functions round h\n' | ijkpunt feel
out   round half down(n: number, scale: number): number
out   round half up(n: number, scale: number): number
