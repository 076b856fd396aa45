import { MailUnreadReplies } from "@/lib/outreach/mailbox/jobs";
import { mailUnreadReplies } from "@/lib/outreach/mailbox/mail-unread-replies";
import { handle } from "../handler";

export default handle(MailUnreadReplies, mailUnreadReplies);
