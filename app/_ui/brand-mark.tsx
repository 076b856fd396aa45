const mark = { display: "inline-flex", alignItems: "center", gap: 10, fontSize: 18 } as const;

export function BrandMark() {
  return (
    <span style={mark}>
      <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden focusable="false">
        <rect width="26" height="26" rx="8" fill="#0f7f4c" />
        <circle cx="13" cy="13" r="5.5" fill="#b9f5d3" />
      </svg>
      <span style={{ fontWeight: 650, letterSpacing: "-0.01em" }}>Greenlight</span>
    </span>
  );
}
