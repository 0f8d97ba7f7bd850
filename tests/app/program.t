# What every command promises: help with an example, exit status, where messages go, colour.

case  without a command
run   ijkpunt
exit  2
out
err   usage: ijkpunt COMMAND

case  an unknown command
run   ijkpunt nope
exit  2
out
err   there is no command "nope"

case  help
run   ijkpunt --help
out   usage: ijkpunt COMMAND [ARGUMENTS]
out   ...

case  version
run   ijkpunt --version
out   ijkpunt 0.1.0

case  every command has help with an example
run   for c in check decide eval feel fmt tck; do ijkpunt $c --help | grep -q "^Example: .*" || exit 9; done

case  every command refuses what it does not know
run   for c in check decide eval feel fmt tck; do ijkpunt $c --nope; [ $? = 2 ] || exit 9; done
out
err   "--nope" is not an option here
err   "ijkpunt tck --help" shows how it is used

case  output that cannot be written
run   ijkpunt feel 1 > /dev/full
exit  4
err   could not write to standard output

case  what a command needs
run   for c in check decide eval fmt tck; do ijkpunt $c; [ $? = 2 ] || exit 9; done
out
err   expected

case  colour on a terminal
run   ijkpunt feel '1 +'
exit  2
tty
has   \x1b[1;31merror\x1b[0m: 1:4:

case  no colour on a terminal with NO_COLOR
run   NO_COLOR=1 ijkpunt feel '1 +'
exit  2
tty
not   \x1b

case  no colour in a pipe
run   ijkpunt feel '1 +' 2>&1 | cat
not   \x1b
