import { MailBudgetAlert } from "@/lib/ingestion/jobs";
import { mailBudgetAlert } from "@/lib/ingestion/mail-budget-alert";
import { handle } from "../handler";

export default handle(MailBudgetAlert, mailBudgetAlert);
