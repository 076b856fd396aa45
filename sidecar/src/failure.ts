/** A command that could not be done, in the words of the contract. `status` is the HTTP status it answers with. */
export class CommandFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly options: { status: number; retryable?: boolean; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = "CommandFailure";
  }

  get status(): number {
    return this.options.status;
  }

  get retryable(): boolean {
    return this.options.retryable ?? false;
  }
}
