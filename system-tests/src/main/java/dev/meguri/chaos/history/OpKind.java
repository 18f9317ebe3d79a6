package dev.meguri.chaos.history;

/** What a client asked for. */
public enum OpKind {
    GET,
    PUT,
    /** A put over one exact version. */
    CAS,
    INCREMENT,
    DELETE;

    public boolean isWrite() {
        return this != GET;
    }
}
