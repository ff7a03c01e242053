#pragma once

// What the program needs of gemmi (https://gemmi.readthedocs.io), in C: CIF syntax and the table
// of space groups. No C++ type and no exception crosses.

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A parsed CIF text of one data block.
typedef struct KBCif KBCif;

/// Parses `size` bytes of CIF.
///
/// Returns NULL on an error, with a sentence in `message` (always terminated) and the line, from 1,
/// in `line` (0 where it is not known).
KBCif *kb_cif_parse(
    const char *text, size_t size, char *message, size_t message_size, size_t *line);

void kb_cif_free(KBCif *cif);

/// Number of tags, of pairs and of loops.
int kb_cif_columns(const KBCif *cif);

/// A tag as it is spelled; NULL where there are not so many.
const char *kb_cif_tag(const KBCif *cif, int column);

/// Number of values in a column.
size_t kb_cif_count(const KBCif *cif, int column);

/// A value without quotes; NULL for "?" and ".". Valid until the next call for the same block.
const char *kb_cif_value(KBCif *cif, int column, size_t row);

/// The line, from 1, on which a value stands (its tag, where it is no loop's); 0 if not known.
int kb_cif_line(const KBCif *cif, int column, size_t row);

/// A CIF number, its uncertainty "(4)" dropped; NaN where it is none.
double kb_cif_number(const char *text);

/// The place in gemmi's table of a Hermann–Mauguin symbol or number, "R 3" taken as hexagonal or
/// rhombohedral by the angles of the cell (degrees); -1 where it is unknown.
int kb_space_group(const char *symbol, double alpha, double gamma);

/// Its number in International Tables A, 1…230; 0 where there is no such group.
int kb_space_group_number(int group);

/// The same group with the other origin, or -1 where there is one origin.
int kb_space_group_other_origin(int group);

/// Hermann–Mauguin symbol with its setting, "F d -3 m:1".
const char *kb_space_group_symbol(int group);

const char *kb_space_group_hall(int group);

/// All operators of a Hall symbol, centring included: for each 12 integers, the rotation by rows
/// and the translation, the latter in 24ths. Returns their number (at most 192), or -1 where the
/// symbol cannot be read or `capacity` (in operators) is too small.
int kb_operators(const char *hall, int *operators, int capacity);

#ifdef __cplusplus
}
#endif
