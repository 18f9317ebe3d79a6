package dev.meguri.node.resp;

/** What INFO tells of the process. @param processId random per process; @param poolBytes of the cache */
record NodeFacts(String nodeId, String processId, long startedAtMillis, long poolBytes) {}
