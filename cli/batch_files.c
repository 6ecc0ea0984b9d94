/* batch_files.c - the files of `procc batch`, and going on with a run that was interrupted.
 *
 * Beside an output OUT the journal OUT.progress stands from before OUT is begun until it is complete. So where it stands,
 * OUT is not; and a run that is killed at any moment is gone on with from what the journal says last.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/batch_parts.h"
#include "cli/output.h"

static ExitStatus cannot(const char *what, const char *name)
{
    output_complain("'%s' cannot be %s: %s", name, what, strerror(errno));
    return STATUS_FILE;
}

static bool is_ordinary(int file, struct stat *it)
{
    return fstat(file, it) == 0 && S_ISREG(it->st_mode);
}

static ExitStatus open_input(BatchFiles *files)
{
    struct stat it;
    bool is_standard = strcmp(files->input_name, "-") == 0;
    files->input = is_standard ? STDIN_FILENO : open(files->input_name, O_RDONLY);
    if (files->input < 0)
        return cannot("read", files->input_name);
    if (fstat(files->input, &it) == 0 && S_ISDIR(it.st_mode)) {
        errno = EISDIR;
        return cannot("read", files->input_name);
    }
    if (!is_standard && is_ordinary(files->input, &it))
        files->input_size = (uint64_t)it.st_size;
    return STATUS_WELL;
}

/* Opens without emptying: what is in it may be gone on with. */
static ExitStatus open_output(const BatchFiles *files, const char *name, int *file)
{
    struct stat mine, input;
    *file = open(name, O_RDWR | O_CREAT, 0666);
    if (*file < 0 && errno == EACCES)
        *file = open(name, O_WRONLY);
    if (*file < 0)
        return cannot("written", name);
    bool is_same = fstat(*file, &mine) == 0 && fstat(files->input, &input) == 0 &&
                   mine.st_dev == input.st_dev && mine.st_ino == input.st_ino &&
                   S_ISREG(mine.st_mode);
    if (!is_same)
        return STATUS_WELL;
    output_complain("'%s' is the input, and would be written over", name);
    return STATUS_USAGE;
}

/* Two runs that write one file would leave neither's. */
static ExitStatus lock_output(const BatchFiles *files)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(files->output, F_SETLK, &lock) == 0 || (errno != EACCES && errno != EAGAIN))
        return STATUS_WELL;
    output_complain("'%s' is being written by another run", files->output_name);
    return STATUS_FILE;
}

static ExitStatus open_outputs(BatchFiles *files)
{
    struct stat it;
    files->output = STDOUT_FILENO;
    files->rejects = -1;
    ExitStatus status = STATUS_WELL;
    if (files->output_name)
        status = open_output(files, files->output_name, &files->output);
    if (status == STATUS_WELL && files->rejects_name)
        status = open_output(files, files->rejects_name, &files->rejects);
    if (status == STATUS_WELL && files->output_name)
        status = lock_output(files);
    bool can_go_on = files->output_name && is_ordinary(files->output, &it) &&
                     is_ordinary(files->input, &it) &&
                     (files->rejects < 0 || is_ordinary(files->rejects, &it));
    if (can_go_on)
        files->journal_name = arena_format(files->arena, "%s.progress", files->output_name);
    return status;
}

/* ------------------------------------------------------------------------------------------ sizes */

/* Cuts a file to what belongs to the run so far; false, and said, where it is shorter. */
static ExitStatus cut(int file, const char *name, uint64_t size)
{
    struct stat it;
    if (!is_ordinary(file, &it))
        return STATUS_WELL;
    if ((uint64_t)it.st_size < size) {
        output_complain("'%s' has %" PRIu64 " bytes, fewer than the %" PRIu64
                        " that the interrupted run wrote",
                        name, (uint64_t)it.st_size, size);
        return STATUS_FILE;
    }
    if (ftruncate(file, (off_t)size) != 0 || lseek(file, (off_t)size, SEEK_SET) < 0)
        return cannot("written", name);
    return STATUS_WELL;
}

static ExitStatus cut_outputs(const BatchFiles *files)
{
    ExitStatus status = STATUS_WELL;
    if (files->output_name)
        status = cut(files->output, files->output_name, files->journal.state.output_size);
    if (status == STATUS_WELL && files->rejects >= 0)
        status = cut(files->rejects, files->rejects_name, files->journal.state.rejects_size);
    return status;
}

/* ------------------------------------------------------------------------------------------ beginning and going on */

/* What the options change in the output, as one line. */
static Str describe_options(Arena *arena, const Options *options)
{
    static const OptionId counting[] = {OPTION_AS_OF,  OPTION_AS_OF_COLUMN, OPTION_ID,
                                        OPTION_IGNORE, OPTION_FROM,         OPTION_DELIMITER,
                                        OPTION_FORMAT, OPTION_ONLY,         OPTION_NEEDS,
                                        OPTION_FULL,   OPTION_REJECTS};
    Text text = text_in(arena);
    for (size_t i = 0; i < sizeof counting / sizeof counting[0]; i++) {
        if (!options->is_given[counting[i]])
            continue;
        text_add_format(&text, "%s--%s", text.length ? " " : "", options_get_name(counting[i]));
        for (size_t k = 0; k < options->given.count; k++)
            if (options->given.items[k].id == counting[i] && options->given.items[k].value) {
                text_add_byte(&text, ' ');
                json_write_string(&text, str_from(options->given.items[k].value));
            }
    }
    return text_get(&text);
}

static void describe_run(BatchFiles *files, Journal *journal, const Code *code,
                         const Options *options, Value day)
{
    *journal = (Journal){.state = BATCH_START, .day = day};
    memcpy(journal->code, code->hash, sizeof journal->code);
    journal->options = describe_options(files->arena, options);
}

static ExitStatus begin(BatchFiles *files)
{
    if (files->journal_name && !journal_look_at_input(&files->journal, files->input))
        return cannot("read", files->input_name);
    if (files->journal_name && !journal_write(files->journal_name, &files->journal))
        return cannot("written", files->journal_name);
    return cut_outputs(files);
}

static ExitStatus refuse(const BatchFiles *files, const char *why)
{
    output_complain("the interrupted run cannot go on: %s", why);
    output_complain("to begin anew, remove '%s'", files->journal_name);
    return STATUS_USAGE;
}

/* `found` is what the journal says. */
static ExitStatus go_on(BatchFiles *files, const Options *options, const Journal *found, Value *day)
{
    files->journal.state = found->state;
    if (!journal_look_at_input(&files->journal, files->input))
        return cannot("read", files->input_name);
    const char *difference = journal_find_difference(files->arena, found, &files->journal);
    if (difference)
        return refuse(files, difference);
    if (!options->is_given[OPTION_AS_OF])
        *day = files->journal.day = found->day;
    return cut_outputs(files);
}

static ExitStatus begin_or_go_on(BatchFiles *files, const Options *options, Value *day)
{
    Journal found;
    JournalRead read = journal_read(&found, files->arena, files->journal_name);
    bool is_resumed = options->is_given[OPTION_RESUME];
    struct stat it;
    if (read == JOURNAL_UNREADABLE)
        return cannot("read", files->journal_name);
    if (read == JOURNAL_NONE && is_resumed && is_ordinary(files->output, &it) && it.st_size > 0) {
        output_complain("there is no interrupted run: '%s' does not exist", files->journal_name);
        return STATUS_USAGE;
    }
    if (read == JOURNAL_NONE)
        return begin(files);
    if (!is_resumed) {
        output_complain("'%s' is unfinished: --resume goes on with it; to begin anew, remove '%s'",
                        files->output_name, files->journal_name);
        return STATUS_USAGE;
    }
    if (read == JOURNAL_DAMAGED)
        return refuse(files, "its record of progress is damaged");
    return go_on(files, options, &found, day);
}

ExitStatus batch_files_open(BatchFiles *files, const Code *code, const Options *options, Value *day)
{
    files->input = files->output = files->rejects = -1;
    files->input_name = options->operands.items[1];
    files->output_name = options->values[OPTION_OUTPUT];
    files->rejects_name = options->values[OPTION_REJECTS];
    if (files->output_name && strcmp(files->output_name, "-") == 0)
        files->output_name = NULL;
    ExitStatus status = open_input(files);
    if (status == STATUS_WELL)
        status = open_outputs(files);
    if (status != STATUS_WELL)
        return status;
    describe_run(files, &files->journal, code, options, *day);
    if (files->journal_name)
        return begin_or_go_on(files, options, day);
    if (!options->is_given[OPTION_RESUME])
        return begin(files);
    output_complain("--resume needs ordinary files as input and output");
    return STATUS_USAGE;
}

bool batch_files_save(BatchFiles *files, const BatchState *state)
{
    files->journal.state = *state;
    return files->journal_name && fdatasync(files->output) == 0 &&
           (files->rejects < 0 || fdatasync(files->rejects) == 0) &&
           journal_look_at_input(&files->journal, files->input) &&
           journal_write(files->journal_name, &files->journal);
}

bool batch_files_finish(BatchFiles *files)
{
    if (!files->journal_name)
        return true;
    bool is_safe = fsync(files->output) == 0 && (files->rejects < 0 || fsync(files->rejects) == 0);
    return is_safe && unlink(files->journal_name) == 0;
}

void batch_files_close(BatchFiles *files)
{
    if (files->input > STDERR_FILENO)
        close(files->input);
    if (files->output > STDERR_FILENO)
        close(files->output);
    if (files->rejects > STDERR_FILENO)
        close(files->rejects);
}
