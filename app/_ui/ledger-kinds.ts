/** The kinds of ledger lines in plain words, each with the types or beginnings of types that belong to it. */
export const LEDGER_KINDS: readonly { label: string; types: readonly string[] }[] = [
  { label: "Launch", types: ["ignition."] },
  { label: "Approvals and receipts", types: ["approval.", "receipt."] },
  { label: "Tasks", types: ["task."] },
  { label: "Work of agents", types: ["job."] },
  { label: "Recurring tasks", types: ["recurring."] },
  { label: "Chat", types: ["chat."] },
  { label: "Night shift", types: ["nightshift.", "recommendation."] },
  { label: "Plan", types: ["packet.", "hypothesis."] },
  { label: "Memory", types: ["memory."] },
  { label: "Campaigns", types: ["campaign.", "sequence.", "sandbox.", "watchdog."] },
  { label: "Drafts", types: ["draft.", "drafts."] },
  { label: "Opt-outs", types: ["email.opted_out", "unsubscribe.", "suppression.", "suppressions."] },
  { label: "Replies", types: ["reply.", "email.replied"] },
  { label: "Emails", types: ["email.", "unknown_send.", "mailbox.guardrail_tripped", "mailbox.guardrail_lifted"] },
  { label: "Leads", types: ["leads.", "lead."] },
  {
    label: "Settings",
    types: [
      "brand.",
      "mail_account.",
      "mail_server.",
      "reply_mailbox.",
      "mailbox.",
      "schedule.",
      "sending_domain.",
      "tracking_domain.",
      "credential.",
      "integration.",
    ],
  },
  { label: "Plan and budget", types: ["budget.", "billing."] },
  { label: "Runtime", types: ["runtime."] },
  { label: "Website", types: ["analytics.", "payment."] },
  { label: "Files", types: ["asset."] },
  { label: "Publishing", types: ["deploy.", "repository.", "ads."] },
  { label: "Members and company", types: ["workspace.", "project.", "company."] },
];

/** Whether a type is one of these, or begins like one that ends with a dot. */
export const isOfTypes = (type: string, types: readonly string[]): boolean =>
  types.some((known) => (known.endsWith(".") ? type.startsWith(known) : type === known));

/** The plain name of a line's kind; the words of its type when it is of none. */
export const kindOf = (type: string): string =>
  LEDGER_KINDS.find(({ types }) => isOfTypes(type, types))?.label ?? type.replace(/[._]/g, " ");
