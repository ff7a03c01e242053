#include "CGemmi.h"

#include <cstring>
#include <exception>
#include <map>
#include <string>
#include <vector>

#include <gemmi/cif.hpp>
#include <gemmi/numb.hpp>
#include <gemmi/symmetry.hpp>

namespace cif = gemmi::cif;
namespace pegtl = tao::pegtl;
using tables = gemmi::spacegroup_tables;

struct KBCif : cif::Document {
    // For the line that a loop starts on, the lines of its values. gemmi keeps the first only.
    std::map<int, std::vector<int>> value_lines;
    std::vector<cif::Column> columns;
    std::string value;  // what kb_cif_value returned last, without its quotes
};

namespace {

void report(const char *text, char *message, size_t size) {
    if (size == 0) return;
    std::strncpy(message, text, size - 1);
    message[size - 1] = '\0';
}

const gemmi::SpaceGroup *group_at(int index) {
    const int count = static_cast<int>(std::end(tables::main) - std::begin(tables::main));
    return index >= 0 && index < count ? &tables::main[index] : nullptr;
}

// All tags of a block, frames apart, in their order.
std::vector<cif::Column> columns_of(cif::Block &block) {
    std::vector<cif::Column> columns;
    for (cif::Item &item : block.items) {
        if (item.type == cif::ItemType::Pair) columns.emplace_back(&item, 0);
        if (item.type != cif::ItemType::Loop) continue;
        for (size_t tag = 0; tag < item.loop.tags.size(); ++tag) columns.emplace_back(&item, tag);
    }
    return columns;
}

// gemmi's actions, and beside them the lines of a loop's values.
template <typename Rule>
struct Located : cif::Action<Rule> {};

template <>
struct Located<cif::rules::str_loop> {
    template <typename Input>
    static void apply(const Input &in, KBCif &out) {
        cif::Action<cif::rules::str_loop>::apply(in, out);
        // Of two loops on one line the values of the second count.
        out.value_lines[out.items_->back().line_number].clear();
    }
};

template <>
struct Located<cif::rules::loop_value> {
    template <typename Input>
    static void apply(const Input &in, KBCif &out) {
        cif::Action<cif::rules::loop_value>::apply(in, out);
        out.value_lines[out.items_->back().line_number].push_back(
            static_cast<int>(in.iterator().line));
    }
};

}  // namespace

extern "C" {

KBCif *kb_cif_parse(
    const char *text, size_t size, char *message, size_t message_size, size_t *line) {
    *line = 0;
    try {
        auto result = new KBCif;
        try {
            pegtl::memory_input<> input(text, size, "");
            pegtl::parse<cif::rules::file, Located, cif::Errors>(input, *result);
            cif::check_for_missing_values(*result);
            cif::check_for_duplicates(*result);
            if (!result->blocks.empty()) result->columns = columns_of(result->blocks[0]);
            return result;
        } catch (...) {
            delete result;
            throw;
        }
    } catch (const pegtl::parse_error &error) {
        *line = error.positions().empty() ? 0 : error.positions().front().line;
        report(std::string(error.message()).c_str(), message, message_size);
    } catch (const std::exception &error) {
        report(error.what(), message, message_size);
    } catch (...) {
        report("unknown error", message, message_size);
    }
    return nullptr;
}

void kb_cif_free(KBCif *cif) { delete cif; }

int kb_cif_columns(const KBCif *cif) { return static_cast<int>(cif->columns.size()); }

const char *kb_cif_tag(const KBCif *cif, int column) {
    if (column < 0 || static_cast<size_t>(column) >= cif->columns.size()) return nullptr;
    const cif::Item *item = cif->columns[column].item();
    return item->type == cif::ItemType::Loop
        ? item->loop.tags[cif->columns[column].col()].c_str()
        : item->pair[0].c_str();
}

size_t kb_cif_count(const KBCif *cif, int column) {
    if (column < 0 || static_cast<size_t>(column) >= cif->columns.size()) return 0;
    return static_cast<size_t>(cif->columns[column].length());
}

const char *kb_cif_value(KBCif *cif, int column, size_t row) {
    if (row >= kb_cif_count(cif, column)) return nullptr;
    try {
        const std::string &raw = cif->columns[column].at(static_cast<int>(row));
        if (cif::is_null(raw)) return nullptr;
        cif->value = cif::as_string(raw);
        return cif->value.c_str();
    } catch (...) {
        return nullptr;
    }
}

int kb_cif_line(const KBCif *cif, int column, size_t row) {
    if (row >= kb_cif_count(cif, column)) return 0;
    const cif::Item *item = cif->columns[column].item();
    if (item->type != cif::ItemType::Loop) return item->line_number;
    const auto lines = cif->value_lines.find(item->line_number);
    const size_t place = row * item->loop.tags.size() + cif->columns[column].col();
    if (lines == cif->value_lines.end() || place >= lines->second.size()) return 0;
    return lines->second[place];
}

double kb_cif_number(const char *text) {
    try {
        return cif::as_number(text);
    } catch (...) {
        return NAN;
    }
}

int kb_space_group(const char *symbol, double alpha, double gamma) {
    try {
        const gemmi::SpaceGroup *group = gemmi::find_spacegroup_by_name(symbol, alpha, gamma);
        if (group == nullptr) return -1;
        // A number names the hexagonal setting; the symbol lets the angles decide.
        if (group->ext == 'H' && std::strchr(symbol, ':') == nullptr) {
            const gemmi::SpaceGroup *fitting =
                gemmi::find_spacegroup_by_name(group->hm, alpha, gamma);
            if (fitting != nullptr) group = fitting;
        }
        return static_cast<int>(group - std::begin(tables::main));
    } catch (...) {
        return -1;
    }
}

int kb_space_group_number(int index) {
    const gemmi::SpaceGroup *group = group_at(index);
    return group == nullptr ? 0 : group->number;
}

int kb_space_group_other_origin(int index) {
    const gemmi::SpaceGroup *group = group_at(index);
    if (group == nullptr || (group->ext != '1' && group->ext != '2')) return -1;
    for (const gemmi::SpaceGroup &other : tables::main)
        if (other.number == group->number && other.ext != group->ext &&
            (other.ext == '1' || other.ext == '2') && std::strcmp(other.hm, group->hm) == 0)
            return static_cast<int>(&other - std::begin(tables::main));
    return -1;
}

const char *kb_space_group_symbol(int index) {
    static thread_local std::string symbol;
    const gemmi::SpaceGroup *group = group_at(index);
    if (group == nullptr) return nullptr;
    try {
        symbol = group->xhm();
        return symbol.c_str();
    } catch (...) {
        return nullptr;
    }
}

const char *kb_space_group_hall(int index) {
    const gemmi::SpaceGroup *group = group_at(index);
    return group == nullptr ? nullptr : group->hall;
}

int kb_operators(const char *hall, int *operators, int capacity) {
    try {
        const gemmi::GroupOps group = gemmi::symops_from_hall(hall);
        const std::vector<gemmi::Op> all = group.all_ops_sorted();
        if (all.size() > static_cast<size_t>(capacity)) return -1;
        for (const gemmi::Op &op : all) {
            for (const auto &row : op.rot)
                for (int element : row) *operators++ = element / gemmi::Op::DEN;
            for (int element : op.tran) *operators++ = element;
        }
        return static_cast<int>(all.size());
    } catch (...) {
        return -1;
    }
}

}  // extern "C"
