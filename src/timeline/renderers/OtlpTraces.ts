/** An attribute in OTLP's JSON form. */
export interface OtlpAttribute {
  readonly key: string;
  readonly value: { readonly stringValue: string } | { readonly intValue: string };
}

/** Something that happened during a span. */
export interface OtlpEvent {
  readonly name: string;
  /** Nanoseconds since the epoch, as a decimal number. */
  readonly timeUnixNano: string;
  readonly attributes: readonly OtlpAttribute[];
}

/** A link to a span of another trace. */
export interface OtlpLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: readonly OtlpAttribute[];
}

/** A span in OTLP's JSON form. */
export interface OtlpSpan {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** 1: internal. */
  readonly kind: 1;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly OtlpAttribute[];
  readonly events: readonly OtlpEvent[];
  readonly links: readonly OtlpLink[];
  /** 0: unset, 1: ok, 2: error. */
  readonly status: { readonly code: 0 | 1 | 2; readonly message?: string };
}

/** Traces in OTLP's JSON form, the body of a request to `/v1/traces`. */
export interface OtlpTraces {
  readonly resourceSpans: readonly [
    {
      readonly resource: { readonly attributes: readonly OtlpAttribute[] };
      readonly scopeSpans: readonly [
        { readonly scope: { readonly name: string }; readonly spans: readonly OtlpSpan[] },
      ];
    },
  ];
}
