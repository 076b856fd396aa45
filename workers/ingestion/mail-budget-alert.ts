import { MailBudgetAlert } from "@/lib/metering/spending/jobs";
import { mailBudgetAlert } from "@/lib/metering/spending/mail-budget-alert";
import { handle } from "../handler";

export default handle(MailBudgetAlert, mailBudgetAlert);
