package dev.meguri.ui.advisor;

import java.util.List;

/** Looks at the facts, and says what is wrong. Pure: the same facts, the same advice. */
interface Rule {
    List<Advice> look(Facts facts);
}
