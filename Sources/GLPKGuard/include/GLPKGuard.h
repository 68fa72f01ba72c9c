#ifndef PAIDAN_GLPK_GUARD_H
#define PAIDAN_GLPK_GUARD_H

#include <glpk.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * Calls into GLPK behind a guard.
 *
 * GLPK answers a broken precondition or assertion with abort(). Its error hook may jump out
 * instead, but never across Swift frames, which would skip their clean-up. So every call that can
 * fail runs here under a setjmp of its own, with C frames only between the jump and its target;
 * the one call back into Swift (gg_poll) makes no GLPK call while its frames are alive.
 *
 * A guarded call returns true on success. On false, GLPK's environment of this thread was left
 * half-changed; it has been freed, with EVERY problem of this thread, and gg_epoch has moved on:
 * a handle from an older epoch dangles and must be forgotten, not deleted.
 *
 * Indices are 0-based here, also in arrays. A bound may be infinite. Arguments must have been
 * validated by the caller: GLPK takes NaN for a number.
 */

/* Identity of the calling thread, not 0; a later thread may get that of one that has ended. */
uintptr_t gg_thread(void);
/* How often this thread's GLPK environment has been lost; see above. */
uint64_t gg_epoch(void);
/* Whether a guarded call is running on this thread (then we are inside its callback). */
bool gg_is_running(void);
/* GLPK's last words on this thread, valid until the next guarded call. */
const char *gg_message(void);
/* Blocks of memory that GLPK holds on this thread; an empty environment holds a few itself. */
int gg_block_count(void);

/* One program more or less is open on this thread; GLPK's memory is freed with the last. */
void gg_retain_environment(void);
void gg_release_environment(void);

bool gg_create(bool maximise, glp_prob **problem);
bool gg_delete(glp_prob *problem);

/* The entries of row or column k are starts[k] ..< starts[k + 1]. */
bool gg_add_rows(
    glp_prob *problem, int count, const double *lower, const double *upper,
    const intptr_t *starts, const int32_t *columns, const double *coefficients);
bool gg_add_columns(
    glp_prob *problem, int count, const double *objective, const double *lower,
    const double *upper, const bool *is_integer, const intptr_t *starts, const int32_t *rows,
    const double *coefficients);
bool gg_delete_rows(glp_prob *problem, int count, const int32_t *rows);
bool gg_delete_columns(glp_prob *problem, int count, const int32_t *columns);
bool gg_set_row_bounds(glp_prob *problem, int row, double lower, double upper);
bool gg_set_column_bounds(glp_prob *problem, int column, double lower, double upper);
bool gg_set_objective(glp_prob *problem, int column, double coefficient);
bool gg_set_integer(glp_prob *problem, int column, bool is_integer);

bool gg_slack_basis(glp_prob *problem);
/* Statuses of the first rows and columns; the rest is not touched. */
bool gg_set_basis(glp_prob *problem, int row_count, const int32_t *row_statuses,
                  int column_count, const int32_t *column_statuses);
bool gg_scale(glp_prob *problem);
bool gg_unscale(glp_prob *problem);

typedef struct {
    int code;             /* what glp_simplex returned */
    int status;           /* GLP_OPT, GLP_FEAS, GLP_INFEAS, GLP_NOFEAS, GLP_UNBND, GLP_UNDEF */
    int primal_status;
    int dual_status;
    double objective;
    int64_t iterations;
} gg_simplex_result;

/* Solves the relaxation from the basis at hand, without presolve. */
bool gg_simplex(
    glp_prob *problem, bool dual, int iteration_limit, int time_limit_ms,
    gg_simplex_result *result);

typedef struct {
    int code;             /* what glp_interior returned */
    int status;           /* GLP_OPT, GLP_INFEAS, GLP_NOFEAS, GLP_UNDEF */
    double objective;
} gg_interior_result;

bool gg_interior(glp_prob *problem, gg_interior_result *result);

typedef struct {
    bool has_incumbent;
    double incumbent;
    bool has_bound;
    double bound;
    int64_t nodes;
    int64_t iterations;   /* since the call */
} gg_search_state;

/* Asked at every node and cut round; true ends the search. Must make no GLPK call. */
typedef bool (*gg_poll)(void *context, const gg_search_state *state);

typedef struct {
    bool presolve;
    bool rounding_cuts;
    double relative_gap;
    int time_limit_ms;
    const double *incumbent; /* feasible and integral, one value per column; or NULL */
    gg_poll poll;
    void *context;
} gg_integer_options;

typedef struct {
    int code;             /* what glp_intopt returned */
    int status;           /* GLP_OPT, GLP_FEAS, GLP_NOFEAS, GLP_UNDEF */
    double objective;
    gg_search_state last; /* as of the last poll, but with all iterations */
} gg_integer_result;

bool gg_integer(
    glp_prob *problem, const gg_integer_options *options, gg_integer_result *result);

/* Readers. Any pointer may be NULL. They don't fail on a solved problem, so have no guard. */
void gg_read_rows(glp_prob *problem, double *activities, double *duals, int32_t *statuses);
void gg_read_columns(glp_prob *problem, double *values, double *reduced, int32_t *statuses);
void gg_read_interior(glp_prob *problem, double *values, double *duals, double *reduced);
void gg_read_integer(glp_prob *problem, double *values);

/* Makes a call that GLPK answers with an error, so that the way out can be tested. */
bool gg_provoke_error(glp_prob *problem);

#endif
