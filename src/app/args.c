/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/args.h"

#include "app/options.h"
#include "app/say.h"

#include <getopt.h>
#include <string.h>

#define FIRST_CODE                                                                                 \
    256 /* getopt's code of row 0: above every letter, so that each row has its own */

typedef struct parser {
    settings *s;
    struct option names[MAX_OPTIONS + 1]; /* ended by a row of zeros */
    char letters[2 * MAX_OPTIONS + 3];
    unsigned char is_given[MAX_OPTIONS];
} parser;

/* getopt's word for what an option takes. */
static int find_arity(const option_row *row)
{
    if (!row->argument) {
        return no_argument;
    }
    return strncmp(row->argument, "[=", 2) == 0 ? optional_argument : required_argument;
}

static void make_tables(parser *p)
{
    /* "-": files arrive in their place between the options; ":": complaints are ours. */
    char *letter = p->letters;
    *letter++ = '-';
    *letter++ = ':';
    for (size_t i = 0; i < n_option_rows; i++) {
        const option_row *row = &option_rows[i];
        p->names[i] = (struct option){
            .name = row->name,
            .has_arg = find_arity(row),
            .val = FIRST_CODE + (int)i,
        };
        if (row->letter) {
            *letter++ = (char)row->letter;
        }
        if (row->letter && find_arity(row) == required_argument) {
            *letter++ = ':';
        }
    }
}

static size_t find_row(int code)
{
    for (size_t i = 0; i < n_option_rows; i++) {
        if (code == FIRST_CODE + (int)i || code == option_rows[i].letter) {
            return i;
        }
    }
    return n_option_rows;
}

/* The first file is a command if it is exactly the name of one. */
static void take_file(parser *p, const char *word)
{
    settings *s = p->s;
    uint32_t found;
    if (!s->has_command && s->n_files == 0) {
        for (found = 0; found < N_COMMANDS; found++) {
            if (strcmp(word, command_rows[found].name) == 0) {
                s->command = s->command == COMMAND_DEVICES ? COMMAND_DEVICES : (command)found;
                s->has_command = true;
                return;
            }
        }
    }
    s->files[s->n_files++] = word;
}

/* Keeps what other programs have to be told to make the same sound. */
static bool note_use(settings *s, const option_row *row, const char *value)
{
    unsigned sound = FOR(COMMAND_BENCH) | FOR(COMMAND_RENDER);
    if ((row->commands & sound) != sound) {
        return true;
    }
    if (s->uses.n == MAX_OPTION_USES) {
        say_error("more than %d options about sound", MAX_OPTION_USES);
        return false;
    }
    s->uses.items[s->uses.n++] = (option_use){row->name, value};
    return true;
}

static bool take_option(parser *p, int code)
{
    size_t i = find_row(code);
    const option_row *row = &option_rows[i];
    p->is_given[i] = 1;
    const char *expected = row->apply(p->s, optarg);
    if (expected) {
        say_error("--%s takes %s, not \"%s\"", row->name, expected, optarg);
    }
    return !expected && note_use(p->s, row, optarg);
}

/* What getopt could not use: a letter, or the word before its position. */
static void complain(int code, char **argv)
{
    const char *what = code == ':' ? "needs a value" : "is not known";
    const char *tail = code == ':' ? "" : "; --help shows what is";
    const char *word = argv[optind - 1];
    if (optopt > 0 && optopt < FIRST_CODE) {
        say_error("option -%c %s%s", optopt, what, tail);
    } else if (optopt >= FIRST_CODE && code != ':') {
        say_error("option %s takes no value", word);
    } else {
        say_error("option %s %s%s", word, what, tail);
    }
}

static bool check_options(const parser *p)
{
    command asked = p->s->command;
    for (size_t i = 0; i < n_option_rows; i++) {
        if (p->is_given[i] && !(option_rows[i].commands & FOR(asked))) {
            say_error("--%s is not an option of %s", option_rows[i].name, command_rows[asked].name);
            return false;
        }
    }
    if (p->s->bench.n_blocks > 1 && asked != COMMAND_BENCH) {
        say_error("--buffer takes one size in %s", command_rows[asked].name);
        return false;
    }
    return true;
}

bool args_parse(settings *s, int argc, char **argv)
{
    parser p = {.s = s};
    int code;
    options_set_defaults(s);
    make_tables(&p);
    /* The files move to the front of argv: their number never passes that of the words read. */
    s->files = (const char **)argv;
    opterr = 0;
    optind = 0; /* starts over, whatever was read before */
    while ((code = getopt_long(argc, argv, p.letters, p.names, NULL)) != -1) {
        if (code == 1) {
            take_file(&p, optarg);
        } else if (code == '?' || code == ':') {
            complain(code, argv);
            return false;
        } else if (!take_option(&p, code)) {
            return false;
        }
    }
    while (optind < argc) {
        s->files[s->n_files++] = argv[optind++];
    }
    return s->help || check_options(&p);
}
