/** The ring, three arcs for three replicas, one of them led by another. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" strokeWidth="5" strokeLinecap="round" aria-hidden="true">
      <path d="M16 4.5a11.5 11.5 0 0 1 9.96 5.75" stroke="var(--mantine-primary-color-filled)" />
      <path d="M27.3 14.2A11.5 11.5 0 0 1 18 27.33" stroke="var(--mantine-primary-color-filled)" />
      <path d="M11.6 26.6A11.5 11.5 0 0 1 9.1 6.8" stroke="#e4572e" />
    </svg>
  );
}
