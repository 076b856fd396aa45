import { MailReport } from "@/lib/autopilot/nightshift/jobs";
import { mailReport } from "@/lib/autopilot/nightshift/mail-report";
import { handle } from "../handler";

export default handle(MailReport, mailReport);
