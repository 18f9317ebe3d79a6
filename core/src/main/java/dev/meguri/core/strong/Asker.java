package dev.meguri.core.strong;

/** Who made a request and waits for answers to it. */
interface Asker {
    /** @param bit of the voter that answered, in the lists that the request was made under; 0: not listed there */
    void onAnswer(String nodeId, StrongMessage.Answer answer);

    /** Lists of some slots have changed. */
    void adopted();
}
