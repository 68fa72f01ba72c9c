#include "GLPKGuardInternal.h"

#include <float.h>
#include <math.h>
#include <stddef.h>

/* Simplex. */

typedef struct {
    glp_prob *problem;
    bool dual;
    int iteration_limit, time_limit_ms;
    gg_simplex_result *result;
} simplex_call;

static void simplex_body(void *arguments) {
    simplex_call *c = arguments;
    glp_smcp options;
    glp_init_smcp(&options);
    options.msg_lev = GLP_MSG_OFF;
    options.meth = c->dual ? GLP_DUAL : GLP_PRIMAL;
    options.it_lim = c->iteration_limit;
    options.tm_lim = c->time_limit_ms;
    int before = glp_get_it_cnt(c->problem);
    c->result->code = glp_simplex(c->problem, &options);
    c->result->status = glp_get_status(c->problem);
    c->result->primal_status = glp_get_prim_stat(c->problem);
    c->result->dual_status = glp_get_dual_stat(c->problem);
    c->result->objective = glp_get_obj_val(c->problem);
    c->result->iterations = (int64_t)glp_get_it_cnt(c->problem) - before;
}

bool gg_simplex(
    glp_prob *problem, bool dual, int iteration_limit, int time_limit_ms,
    gg_simplex_result *result) {
    simplex_call c = {problem, dual, iteration_limit, time_limit_ms, result};
    return gg_guarded(simplex_body, &c);
}

/* Interior point. */

typedef struct {
    glp_prob *problem;
    gg_interior_result *result;
} interior_call;

static void interior_body(void *arguments) {
    interior_call *c = arguments;
    glp_iptcp options;
    glp_init_iptcp(&options);
    options.msg_lev = GLP_MSG_OFF;
    options.ord_alg = GLP_ORD_AMD;
    c->result->code = glp_interior(c->problem, &options);
    c->result->status = glp_ipt_status(c->problem);
    c->result->objective = glp_ipt_obj_val(c->problem);
}

bool gg_interior(glp_prob *problem, gg_interior_result *result) {
    interior_call c = {problem, result};
    return gg_guarded(interior_body, &c);
}

/* Branch and bound. */

typedef struct {
    glp_prob *problem;
    const gg_integer_options *options;
    gg_integer_result *result;
    int iterations_before;
    bool injected;
} integer_call;

static void update_state(glp_tree *tree, integer_call *c) {
    gg_search_state *state = &c->result->last;
    glp_prob *problem = glp_ios_get_prob(tree);
    state->has_incumbent = glp_mip_status(problem) == GLP_FEAS;
    state->incumbent = state->has_incumbent ? glp_mip_obj_val(problem) : 0;
    state->iterations = (int64_t)glp_get_it_cnt(problem) - c->iterations_before;
    int best = glp_ios_best_node(tree);
    if (best != 0) {
        double bound = glp_ios_node_bound(tree, best);
        state->has_bound = bound > -DBL_MAX && bound < DBL_MAX;
        state->bound = state->has_bound ? bound : 0;
    }
}

/* glp_ios_heur_sol checks integrality only; the caller has checked rows and bounds. */
static void inject(glp_tree *tree, integer_call *c) {
    c->injected = true;
    if (c->options->incumbent != NULL) {
        glp_ios_heur_sol(tree, c->options->incumbent - 1);
    }
}

/* Branching by Driebeek and Tomlin reads all coefficients for each fractional column, and asks nobody
   on the way: 20,000 columns take seconds a node. Where that is too much, the column nearest to a half
   is branched upon instead. */
static void branch_cheaply(glp_tree *tree) {
    const double most_reads = 1e7;
    glp_prob *problem = glp_ios_get_prob(tree);
    int columns = glp_get_num_cols(problem);
    double fractional = 0;
    double least = 1;
    int chosen = 0;
    for (int j = 1; j <= columns; j++) {
        if (!glp_ios_can_branch(tree, j)) {
            continue;
        }
        double value = glp_get_col_prim(problem, j);
        double distance = fabs(value - floor(value) - 0.5);
        fractional++;
        if (chosen == 0 || distance < least) {
            least = distance;
            chosen = j;
        }
    }
    if (chosen == 0 || fractional * glp_get_num_nz(problem) <= most_reads) {
        return;
    }
    double value = glp_get_col_prim(problem, chosen);
    glp_ios_branch_upon(
        tree, chosen, value - floor(value) > 0.5 ? GLP_UP_BRNCH : GLP_DN_BRNCH);
}

static void on_search(glp_tree *tree, void *info) {
    integer_call *c = info;
    if (!c->injected) {
        inject(tree, c);
    }
    int reason = glp_ios_reason(tree);
    if (reason != GLP_IPREPRO && reason != GLP_ICUTGEN && reason != GLP_IBRANCH) {
        return;
    }
    c->result->last.nodes += reason == GLP_IPREPRO;
    update_state(tree, c);
    if (c->options->poll(c->options->context, &c->result->last)) {
        glp_ios_terminate(tree);
    } else if (reason == GLP_IBRANCH) {
        branch_cheaply(tree);
    }
}

/* Cover cuts (abort, data race), proximity search (ignores its limit) and pseudo-cost branching
   (finds nothing) stay off. */
static void integer_body(void *arguments) {
    integer_call *c = arguments;
    glp_iocp options;
    glp_init_iocp(&options);
    options.msg_lev = GLP_MSG_OFF;
    options.presolve = c->options->presolve ? GLP_ON : GLP_OFF;
    options.mir_cuts = c->options->rounding_cuts ? GLP_ON : GLP_OFF;
    options.mip_gap = c->options->relative_gap;
    options.tm_lim = c->options->time_limit_ms;
    options.cb_func = on_search;
    options.cb_info = c;
    c->iterations_before = glp_get_it_cnt(c->problem);
    c->result->code = glp_intopt(c->problem, &options);
    c->result->status = glp_mip_status(c->problem);
    c->result->objective = glp_mip_obj_val(c->problem);
    c->result->last.iterations = (int64_t)glp_get_it_cnt(c->problem) - c->iterations_before;
}

bool gg_integer(
    glp_prob *problem, const gg_integer_options *options, gg_integer_result *result) {
    integer_call c = {.problem = problem, .options = options, .result = result};
    *result = (gg_integer_result){0};
    return gg_guarded(integer_body, &c);
}

/* Readers. */

void gg_read_rows(glp_prob *problem, double *activities, double *duals, int32_t *statuses) {
    int count = glp_get_num_rows(problem);
    for (int i = 0; i < count; i++) {
        if (activities != NULL) {
            activities[i] = glp_get_row_prim(problem, i + 1);
        }
        if (duals != NULL) {
            duals[i] = glp_get_row_dual(problem, i + 1);
        }
        if (statuses != NULL) {
            statuses[i] = glp_get_row_stat(problem, i + 1);
        }
    }
}

void gg_read_columns(glp_prob *problem, double *values, double *reduced, int32_t *statuses) {
    int count = glp_get_num_cols(problem);
    for (int j = 0; j < count; j++) {
        if (values != NULL) {
            values[j] = glp_get_col_prim(problem, j + 1);
        }
        if (reduced != NULL) {
            reduced[j] = glp_get_col_dual(problem, j + 1);
        }
        if (statuses != NULL) {
            statuses[j] = glp_get_col_stat(problem, j + 1);
        }
    }
}

void gg_read_interior(glp_prob *problem, double *values, double *duals, double *reduced) {
    int rows = glp_get_num_rows(problem), columns = glp_get_num_cols(problem);
    for (int i = 0; i < rows && duals != NULL; i++) {
        duals[i] = glp_ipt_row_dual(problem, i + 1);
    }
    for (int j = 0; j < columns; j++) {
        if (values != NULL) {
            values[j] = glp_ipt_col_prim(problem, j + 1);
        }
        if (reduced != NULL) {
            reduced[j] = glp_ipt_col_dual(problem, j + 1);
        }
    }
}

void gg_read_integer(glp_prob *problem, double *values) {
    int count = glp_get_num_cols(problem);
    for (int j = 0; j < count; j++) {
        values[j] = glp_mip_col_val(problem, j + 1);
    }
}
