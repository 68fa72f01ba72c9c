#ifndef PAIDAN_GLPK_GUARD_INTERNAL_H
#define PAIDAN_GLPK_GUARD_INTERNAL_H

#include "GLPKGuard.h"

/* Runs the body; if GLPK fails in it, frees the thread's environment and returns false. */
bool gg_guarded(void (*body)(void *), void *arguments);

#endif
