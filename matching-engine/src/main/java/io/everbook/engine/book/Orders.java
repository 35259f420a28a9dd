package io.everbook.engine.book;

/**
 * All live orders and the ways to find them: by slot, by client order id, by session in entry order. Books hold those
 * that rest.
 */
public final class Orders {
    private final OrderSlab slab;
    private final ClientOrderIndex byClientId;
    private final SessionOrders bySession = new SessionOrders();

    /**
     * Creates an empty set.
     *
     * @param bound         how many may be live at once.
     * @param maxGeneration how often a slot may be used.
     */
    public Orders(final int bound, final int maxGeneration) {
        slab = new OrderSlab(bound, maxGeneration);
        byClientId = new ClientOrderIndex(slab);
    }

    /**
     * The orders themselves.
     *
     * @return the slab.
     */
    public OrderSlab slab() {
        return slab;
    }

    /**
     * Finds a live order of a session by client order id.
     *
     * @param session the session's slot.
     * @param high    the first eight bytes.
     * @param low     the last eight bytes.
     * @return the order's slot, or {@link OrderSlab#NONE}.
     */
    public int find(final int session, final long high, final long low) {
        return byClientId.find(session, high, low);
    }

    /**
     * Makes an order of an allocated slot, with owner and client order id set, findable, the session's newest.
     *
     * @param order the slot.
     */
    public void enter(final int order) {
        byClientId.add(order);
        bySession.append(slab.session(order), order);
    }

    /**
     * Ends an order that no longer rests, and frees its slot.
     *
     * @param order the slot.
     */
    public void end(final int order) {
        byClientId.remove(order);
        bySession.remove(slab.session(order), order);
        slab.free(order);
    }

    /**
     * Gives a live order another client order id.
     *
     * @param order the slot.
     * @param high  the first eight bytes.
     * @param low   the last eight bytes.
     */
    public void rename(final int order, final long high, final long low) {
        byClientId.remove(order);
        slab.clientId(order, high, low);
        byClientId.add(order);
    }

    /**
     * The oldest order of a session.
     *
     * @param session the session's slot.
     * @return the order's slot, or {@link OrderSlab#NONE}.
     */
    public int firstOf(final int session) {
        return bySession.first(session);
    }

    /**
     * The order that its session entered after another.
     *
     * @param order the slot.
     * @return the order's slot, or {@link OrderSlab#NONE}.
     */
    public int nextOfSession(final int order) {
        return bySession.next(order);
    }

    /**
     * The order that its session entered before another.
     *
     * @param order the slot.
     * @return the order's slot, or {@link OrderSlab#NONE}.
     */
    public int previousOfSession(final int order) {
        return bySession.previous(order);
    }
}
