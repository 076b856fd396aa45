import { MailRuntimeTrouble } from "@/lib/operations/runtimes/jobs";
import { mailRuntimeTrouble } from "@/lib/operations/runtimes/mail-runtime-trouble";
import { handle } from "../handler";

export default handle(MailRuntimeTrouble, mailRuntimeTrouble);
