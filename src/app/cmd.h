/*
 * cmd.h - the commands of the program, one file each.
 *
 * A command gets its own arguments (argv[0] is its name) and returns the exit
 * status: 0 ok, 1 findings, 2 bad usage or input, 3 bad model, 4 I/O.
 */
#ifndef IJK_APP_CMD_H
#define IJK_APP_CMD_H

int cmd_tck(int argc, char **argv);

#endif
