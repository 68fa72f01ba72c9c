#include "GLPKGuardInternal.h"

#include <math.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* The state of a thread. */

static _Thread_local jmp_buf *way_out = NULL;
static _Thread_local uint64_t epoch = 0;
static _Thread_local int open_count = 0;
static _Thread_local char message[512];

uintptr_t gg_thread(void) { return (uintptr_t)&way_out; }

uint64_t gg_epoch(void) { return epoch; }

bool gg_is_running(void) { return way_out != NULL; }

const char *gg_message(void) { return message; }

int gg_block_count(void) {
    int blocks = 0;
    glp_mem_usage(&blocks, NULL, NULL, NULL);
    return blocks;
}

void gg_retain_environment(void) { open_count += 1; }

void gg_release_environment(void) {
    open_count -= 1;
    if (open_count == 0) {
        glp_free_env();
        epoch += 1;
    }
}

/* The guard. */

/* Keeps the end of what GLPK prints; output is off until an error turns it on. */
static int on_print(void *info, const char *text) {
    (void)info;
    size_t used = strlen(message), length = strlen(text), room = sizeof message - 1;
    if (length > room) {
        text += length - room;
        length = room;
    }
    if (used + length > room) {
        size_t surplus = used + length - room;
        memmove(message, message + surplus, used - surplus);
        used -= surplus;
    }
    memcpy(message + used, text, length);
    message[used + length] = '\0';
    return 1;
}

static void on_error(void *info) {
    (void)info;
    if (way_out != NULL) {
        longjmp(*way_out, 1);
    }
}

bool gg_guarded(void (*body)(void *), void *arguments) {
    if (way_out != NULL) {
        strcpy(message, "a guarded call was made inside another");
        return false;
    }
    jmp_buf here;
    message[0] = '\0';
    glp_term_hook(on_print, NULL);
    glp_error_hook(on_error, NULL);
    glp_term_out(GLP_OFF);
    way_out = &here;
    if (setjmp(here) == 0) {
        body(arguments);
        way_out = NULL;
        return true;
    }
    way_out = NULL;
    glp_free_env();
    epoch += 1;
    return false;
}

/* Building. */

static int bound_type(double lower, double upper) {
    if (isinf(lower)) {
        return isinf(upper) ? GLP_FR : GLP_UP;
    }
    if (isinf(upper)) {
        return GLP_LO;
    }
    return lower == upper ? GLP_FX : GLP_DB;
}

typedef struct {
    glp_prob *problem;
    bool flag;
    int count, first;
    const double *objective, *lower, *upper, *coefficients;
    const bool *is_integer;
    const intptr_t *starts;
    const int32_t *indices;
    int *scratch; /* 1-based numbers for GLPK, from element 1 */
    double number, other_number;
} change;

static void create_body(void *arguments) {
    change *c = arguments;
    c->problem = glp_create_prob();
    glp_set_obj_dir(c->problem, c->flag ? GLP_MAX : GLP_MIN);
}

bool gg_create(bool maximise, glp_prob **problem) {
    change c = {.flag = maximise};
    bool done = gg_guarded(create_body, &c);
    *problem = done ? c.problem : NULL;
    return done;
}

static void delete_body(void *arguments) { glp_delete_prob(((change *)arguments)->problem); }

bool gg_delete(glp_prob *problem) {
    change c = {.problem = problem};
    return gg_guarded(delete_body, &c);
}

/* Room for the longest of the vectors, or for a list of `count` numbers; element 0 is unused. */
static int *make_scratch(int count, const intptr_t *starts) {
    int64_t longest = starts == NULL ? count : 0;
    for (int k = 0; starts != NULL && k < count; k++) {
        int64_t length = starts[k + 1] - starts[k];
        longest = length > longest ? length : longest;
    }
    return malloc((size_t)(longest + 1) * sizeof(int));
}

/* Copies the indices of vector k as GLPK numbers them; returns how many. */
static int load_scratch(change *c, int k) {
    int64_t start = c->starts[k];
    int length = (int)(c->starts[k + 1] - start);
    for (int t = 0; t < length; t++) {
        c->scratch[t + 1] = c->indices[start + t] + 1;
    }
    return length;
}

static bool run_with_scratch(void (*body)(void *), change *c) {
    c->scratch = make_scratch(c->count, c->starts);
    if (c->scratch == NULL) {
        strcpy(message, "out of memory");
        return false;
    }
    bool done = gg_guarded(body, c);
    free(c->scratch);
    return done;
}

static void add_rows_body(void *arguments) {
    change *c = arguments;
    int first = glp_add_rows(c->problem, c->count);
    for (int k = 0; k < c->count; k++) {
        double lower = c->lower[k], upper = c->upper[k];
        glp_set_row_bnds(c->problem, first + k, bound_type(lower, upper), lower, upper);
        int length = load_scratch(c, k);
        if (length > 0) {
            const double *coefficients = c->coefficients + c->starts[k];
            glp_set_mat_row(c->problem, first + k, length, c->scratch, coefficients - 1);
        }
    }
}

bool gg_add_rows(
    glp_prob *problem, int count, const double *lower, const double *upper,
    const intptr_t *starts, const int32_t *columns, const double *coefficients) {
    change c = {
        .problem = problem, .count = count, .lower = lower, .upper = upper, .starts = starts,
        .indices = columns, .coefficients = coefficients};
    return run_with_scratch(add_rows_body, &c);
}

static void add_columns_body(void *arguments) {
    change *c = arguments;
    int first = glp_add_cols(c->problem, c->count);
    for (int k = 0; k < c->count; k++) {
        double lower = c->lower[k], upper = c->upper[k];
        glp_set_obj_coef(c->problem, first + k, c->objective[k]);
        glp_set_col_bnds(c->problem, first + k, bound_type(lower, upper), lower, upper);
        if (c->is_integer[k]) {
            glp_set_col_kind(c->problem, first + k, GLP_IV);
        }
        int length = load_scratch(c, k);
        if (length > 0) {
            const double *coefficients = c->coefficients + c->starts[k];
            glp_set_mat_col(c->problem, first + k, length, c->scratch, coefficients - 1);
        }
    }
}

bool gg_add_columns(
    glp_prob *problem, int count, const double *objective, const double *lower,
    const double *upper, const bool *is_integer, const intptr_t *starts, const int32_t *rows,
    const double *coefficients) {
    change c = {
        .problem = problem, .count = count, .objective = objective, .lower = lower,
        .upper = upper, .is_integer = is_integer, .starts = starts, .indices = rows,
        .coefficients = coefficients};
    return run_with_scratch(add_columns_body, &c);
}

static void delete_list_body(void *arguments) {
    change *c = arguments;
    for (int k = 0; k < c->count; k++) {
        c->scratch[k + 1] = c->indices[k] + 1;
    }
    if (c->flag) {
        glp_del_rows(c->problem, c->count, c->scratch);
    } else {
        glp_del_cols(c->problem, c->count, c->scratch);
    }
}

bool gg_delete_rows(glp_prob *problem, int count, const int32_t *rows) {
    change c = {.problem = problem, .flag = true, .count = count, .indices = rows};
    return run_with_scratch(delete_list_body, &c);
}

bool gg_delete_columns(glp_prob *problem, int count, const int32_t *columns) {
    change c = {.problem = problem, .flag = false, .count = count, .indices = columns};
    return run_with_scratch(delete_list_body, &c);
}

static void row_bounds_body(void *arguments) {
    change *c = arguments;
    int type = bound_type(c->number, c->other_number);
    glp_set_row_bnds(c->problem, c->first + 1, type, c->number, c->other_number);
}

bool gg_set_row_bounds(glp_prob *problem, int row, double lower, double upper) {
    change c = {.problem = problem, .first = row, .number = lower, .other_number = upper};
    return gg_guarded(row_bounds_body, &c);
}

static void column_bounds_body(void *arguments) {
    change *c = arguments;
    int type = bound_type(c->number, c->other_number);
    glp_set_col_bnds(c->problem, c->first + 1, type, c->number, c->other_number);
}

bool gg_set_column_bounds(glp_prob *problem, int column, double lower, double upper) {
    change c = {.problem = problem, .first = column, .number = lower, .other_number = upper};
    return gg_guarded(column_bounds_body, &c);
}

static void objective_body(void *arguments) {
    change *c = arguments;
    glp_set_obj_coef(c->problem, c->first + 1, c->number);
}

bool gg_set_objective(glp_prob *problem, int column, double coefficient) {
    change c = {.problem = problem, .first = column, .number = coefficient};
    return gg_guarded(objective_body, &c);
}

/* GLP_IV, not GLP_BV: the latter would replace the bounds. */
static void integer_body(void *arguments) {
    change *c = arguments;
    glp_set_col_kind(c->problem, c->first + 1, c->flag ? GLP_IV : GLP_CV);
}

bool gg_set_integer(glp_prob *problem, int column, bool is_integer) {
    change c = {.problem = problem, .first = column, .flag = is_integer};
    return gg_guarded(integer_body, &c);
}

static void slack_basis_body(void *arguments) { glp_std_basis(((change *)arguments)->problem); }

bool gg_slack_basis(glp_prob *problem) {
    change c = {.problem = problem};
    return gg_guarded(slack_basis_body, &c);
}

typedef struct {
    glp_prob *problem;
    int row_count, column_count;
    const int32_t *row_statuses, *column_statuses;
} basis;

static void set_basis_body(void *arguments) {
    basis *b = arguments;
    for (int i = 0; i < b->row_count; i++) {
        glp_set_row_stat(b->problem, i + 1, b->row_statuses[i]);
    }
    for (int j = 0; j < b->column_count; j++) {
        glp_set_col_stat(b->problem, j + 1, b->column_statuses[j]);
    }
}

bool gg_set_basis(glp_prob *problem, int row_count, const int32_t *row_statuses,
                  int column_count, const int32_t *column_statuses) {
    basis b = {problem, row_count, column_count, row_statuses, column_statuses};
    return gg_guarded(set_basis_body, &b);
}

static void scale_body(void *arguments) {
    glp_scale_prob(((change *)arguments)->problem, GLP_SF_AUTO);
}

bool gg_scale(glp_prob *problem) {
    change c = {.problem = problem};
    return gg_guarded(scale_body, &c);
}

static void unscale_body(void *arguments) { glp_unscale_prob(((change *)arguments)->problem); }

bool gg_unscale(glp_prob *problem) {
    change c = {.problem = problem};
    return gg_guarded(unscale_body, &c);
}

static void provoke_body(void *arguments) { glp_add_rows(((change *)arguments)->problem, 0); }

bool gg_provoke_error(glp_prob *problem) {
    change c = {.problem = problem};
    return gg_guarded(provoke_body, &c);
}
