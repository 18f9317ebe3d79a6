package dev.meguri.demo.products;

import jakarta.enterprise.context.ApplicationScoped;

/** Holds the settings in force. Any thread reads; a change is one swap. */
@ApplicationScoped
public class Settings {
    private volatile DemoSettings current = DemoSettings.DEFAULT;

    public DemoSettings current() {
        return current;
    }

    /** All of the change or, where one field is out of range, nothing of it. */
    public synchronized DemoSettings change(DemoSettings change) {
        current = current.with(change);
        return current;
    }
}
