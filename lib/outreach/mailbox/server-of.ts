import type { CredentialDataOf } from "@/lib/foundation/vault/schemas";
import { AppError } from "@/lib/platform/errors";
import { testMailbox } from "@/lib/providers/mail/select";
import type { SaveMailAccount } from "./schemas";

type Server = CredentialDataOf<"smtp">;

/** The server an input means: 422 `test_mailbox.none` when it asks for a built-in mailbox that is not running. */
export function serverOf(input: SaveMailAccount): Server {
  if (!input.use_test_mailbox) return input.data;
  const mailbox = testMailbox();
  if (mailbox) return { host: mailbox.host, port: mailbox.port, secure: false, user: "", password: "" };
  throw new AppError(
    "impossible",
    "There is no built-in test mailbox here: it comes with npm start. Enter an SMTP account instead.",
    {
      code: "test_mailbox.none",
      details: { field: "use_test_mailbox" },
    },
  );
}
