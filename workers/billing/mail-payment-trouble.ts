import { MailPaymentTrouble } from "@/lib/metering/billing/jobs";
import { mailPaymentTrouble } from "@/lib/metering/billing/mail-payment-trouble";
import { handle } from "../handler";

export default handle(MailPaymentTrouble, mailPaymentTrouble);
