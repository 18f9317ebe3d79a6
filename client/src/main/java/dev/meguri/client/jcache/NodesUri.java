package dev.meguri.client.jcache;

import java.net.URI;
import java.util.List;
import javax.cache.CacheException;

/** {@code meguri://host:port,host:port}: some of a cluster's nodes. */
final class NodesUri {
    private static final String SCHEME = "meguri";

    private NodesUri() {}

    static URI of(String nodes) {
        try {
            // the brackets of IPv6 are allowed in a URI where there is one node alone
            return URI.create(
                    SCHEME + "://" + nodes.replace(" ", "").replace("[", "%5B").replace("]", "%5D"));
        } catch (IllegalArgumentException e) {
            throw new CacheException(JCacheProperties.NODES + " is not host:port,host:port: " + nodes, e);
        }
    }

    static List<String> nodes(URI uri) {
        String authority = uri.getAuthority();
        if (!SCHEME.equals(uri.getScheme()) || authority == null || authority.isEmpty()) {
            throw new CacheException("not meguri://host:port,host:port but " + uri);
        }
        if (authority.indexOf('@') >= 0) {
            // a URI is seen in logs and in the names of MXBeans
            throw new CacheException("a password has no place in a URI: set the property " + JCacheProperties.PASSWORD);
        }
        return List.of(authority.split(","));
    }
}
