/** The closed set of ways an operation can fail. Transports map `kind`; nothing matches on messages. */
export type ErrorKind =
  | "invalid"
  | "unauthenticated"
  | "over_budget"
  | "forbidden"
  | "not_found"
  | "wrong_method"
  | "conflict"
  | "too_large"
  | "unsupported"
  | "impossible"
  | "rate_limited"
  | "upstream"
  | "unavailable"
  | "internal";

type AppErrorOptions = { code?: string; details?: Record<string, unknown>; retryable?: boolean; cause?: unknown };

const RETRYABLE: ReadonlySet<ErrorKind> = new Set(["rate_limited", "upstream", "unavailable", "internal"]);

export class AppError extends Error {
  readonly code: string;
  readonly details: Record<string, unknown>;
  readonly retryable: boolean;

  constructor(
    readonly kind: ErrorKind,
    message: string,
    options: AppErrorOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = options.code ?? kind;
    this.details = options.details ?? {};
    this.retryable = options.retryable ?? RETRYABLE.has(kind);
  }
}
