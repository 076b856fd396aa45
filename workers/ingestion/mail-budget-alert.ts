import { MailBudgetAlert } from "@/lib/metering/ingestion/jobs";
import { mailBudgetAlert } from "@/lib/metering/ingestion/mail-budget-alert";
import { handle } from "../handler";

export default handle(MailBudgetAlert, mailBudgetAlert);
