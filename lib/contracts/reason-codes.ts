/** Why emails of a step are not handed out. */
export const REASON_CODES = [
  /** The campaign is a draft, paused, archived, …; `count` emails wait for it. */
  "campaign.not_active",
  /** A freeze was lifted without its workflows: an administrator has to release them. */
  "workspace.held",
  "workspace.frozen",
  "brand.missing",
  "schedule.missing",
  /** Too many emails bounced, or were reported as spam: a founder has to let sending go on. */
  "guardrail.bounces",
  "guardrail.complaints",
  /** The server of the mailbox took no email three times in a row; it is tested again by itself. */
  "mailbox.broken",
  /** The DNS records of the domain that they leave from have been wrong for 72 hours; they go on once a check finds them right. */
  "domain.failing",
  /** The mailbox that these people were written to from was removed: move them to another one. */
  "mailbox.removed",
  /** A follow-up would be sent to people whose answers are not read: connect a mailbox, or confirm that you read them. */
  "replies.unread",
  /** Outside the sending window; `until` it opens. */
  "window.closed",
  /** The workspace or the campaign has sent its share of today; `until` the next day's window. */
  "daily_limit.reached",
  /** The account is being ramped up, and has sent its share of today; `until` the next day's window. */
  "ramp_up.reached",
  /** The account pauses between two emails; `until` the pause ends. */
  "spacing.waiting",
  /** The people of this email domain got their share of today; `until` the next day. */
  "domain_limit.reached",
  /** Another run was claiming at the same moment: ask again at once. */
  "claim.contended",
  /** Waiting for the campaign's delay between steps; `until` the first of them is due. */
  "step.waiting",
  /** Waiting after an attempt that failed; `until` the first is tried again. */
  "attempt.waiting",
  /** The founder has not approved it: it waits for a person. */
  "approval.missing",
  /** It was approved, and its text, sender or recipient changed since: it waits for a person again. */
  "approval.void",
  /** The text has a hole, like `[First Name]`: it is never sent as it is. */
  "draft.incomplete",
  /** The step before was not sent (yet). */
  "previous_step.not_sent",
  /** The lead replied, opted out, bounced or complained. */
  "lead.stopped",
  "lead.suppressed",
  /** The address looks wrong: a founder has to confirm it. */
  "lead.unconfirmed",
  /** A reply holds the lead back, `until` it ends by itself or a founder resumes the lead. */
  "lead.held",
  /** The lead's address is not the one that the email was drafted for. */
  "lead.address_changed",
  /** Claimed by a run that is still under way, or whose outcome is unknown. */
  "claim.open",
  /** There is no email of this step that was not sent: nothing is drafted. */
  "draft.none",
] as const;
