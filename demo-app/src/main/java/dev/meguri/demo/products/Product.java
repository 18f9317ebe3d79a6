package dev.meguri.demo.products;

/** What the upstream sells. @param priceCents in euro cents; @param revision grows by one with every read of the upstream */
public record Product(int id, String name, String category, int priceCents, String description, long revision) {
    /** Products are numbered from 1 to this. */
    public static final int COUNT = 1_000;

    private static final String[] KINDS = {
        "Teapot", "Lantern", "Compass", "Notebook", "Umbrella", "Kettle", "Clock", "Basket"
    };
    private static final String[] MAKES = {
        "Oak", "Copper", "Linen", "Slate", "Amber", "Cedar", "Indigo", "Ivory", "Moss"
    };
    private static final String[] CATEGORIES = {"kitchen", "travel", "desk"};

    /** Of each hundred numbers the last but one is not sold any more: what is not there is remembered, too. */
    static boolean isSold(int id) {
        return id % 100 != 99;
    }

    /** The product of this number: always the same, but for its revision. */
    static Product of(int id, long revision) {
        String name = MAKES[id % MAKES.length] + " " + KINDS[id % KINDS.length];
        String category = CATEGORIES[id % CATEGORIES.length];
        int priceCents = 990 + (id * 7_919) % 20_000;
        return new Product(
                id, name, category, priceCents, name + ", made to be used for years. Item " + id + ".", revision);
    }
}
