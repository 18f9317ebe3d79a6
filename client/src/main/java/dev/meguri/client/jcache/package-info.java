/**
 * JCache (JSR-107) on the Meguri client: what an application configures through {@code javax.cache} is kept by the nodes. It enters by
 * {@link dev.meguri.client.jcache.MeguriCachingProvider}; docs/JCACHE.md says what each operation promises.
 *
 * <pre>
 * JCache ─> Reading, Batches ─────────────────────┐
 *    │  └─> Changes: read, decide, make it where ─┴─> Store: keys and values as bytes ─> MeguriCache
 *    │      the version is still the same, again
 *    └─> Statistics, Listeners: of this JVM
 * </pre>
 */
package dev.meguri.client.jcache;
