/* explain.c - what reasons cost: one case as JSON through the public door, with and without them, and with all of them.
 *
 * In: an image and a case as a JSON object. Out: a line of microseconds of processor time a case, the medians of interleaved rounds,
 * and the medians of the ratios of each round, as a busy machine slows what follows each other alike.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: explain IMAGE CASE NAME [ROUNDS]
 */
#include <procc.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS_MOST 1000
#define CALLS 50
#define WAYS 3
#define AS_OF 20514 /* 2 March 2026 */

static const int flags[WAYS] = {PROCC_PLAIN, PROCC_EXPLAIN, PROCC_EXPLAIN_ALL};

typedef struct File {
    char *bytes;
    size_t size;
} File;

static void stop(const char *what)
{
    fprintf(stderr, "explain: %s\n", what ? what : "no memory");
    exit(1);
}

static File read_file(const char *path)
{
    File file = {malloc(1 << 22), 0};
    FILE *stream = fopen(path, "rb");
    if (!file.bytes || !stream)
        stop(path);
    file.size = fread(file.bytes, 1, 1 << 22, stream);
    fclose(stream);
    return file;
}

static double get_microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static double time_way(ProccEngine *engine, File of, int way)
{
    double start = get_microseconds();
    for (int i = 0; i < CALLS; i++) {
        char *outcome = NULL, *error = NULL;
        if (procc_engine_evaluate_json(engine, of.bytes, of.size, AS_OF, way, &outcome, &error))
            stop(error);
        procc_free(outcome);
    }
    return (get_microseconds() - start) / CALLS;
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double find_median(double *numbers, size_t count)
{
    qsort(numbers, count, sizeof *numbers, compare_doubles);
    return numbers[count / 2];
}

static void measure(ProccEngine *engine, File of, const char *name, size_t rounds)
{
    static double times[WAYS][ROUNDS_MOST], ratios[WAYS][ROUNDS_MOST];
    for (size_t i = 0; i < rounds; i++)
        for (int way = 0; way < WAYS; way++) {
            times[way][i] = time_way(engine, of, flags[way]);
            ratios[way][i] = times[way][i] / times[0][i];
        }
    printf("%-30s", name);
    for (int way = 0; way < WAYS; way++)
        printf(" %12.1f", find_median(times[way], rounds));
    for (int way = 1; way < WAYS; way++)
        printf(" %10.2f", find_median(ratios[way], rounds));
    printf("\n");
}

int main(int count, char **words)
{
    unsigned long rounds = count > 4 ? strtoul(words[4], NULL, 10) : 21;
    if (count < 4 || rounds < 1 || rounds > ROUNDS_MOST) {
        fprintf(stderr, "usage: explain IMAGE CASE NAME [ROUNDS]\n");
        return 2;
    }
    File image = read_file(words[1]), of = read_file(words[2]);
    ProccCode *code = NULL;
    ProccEngine *engine = NULL;
    char *error = NULL;
    if (procc_code_read(image.bytes, image.size, &code, &error) ||
        procc_engine_new(code, &engine, &error))
        stop(error);
    measure(engine, of, words[3], rounds);
    procc_engine_free(engine);
    procc_code_free(code);
    free(of.bytes);
    free(image.bytes);
    return 0;
}
