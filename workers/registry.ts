import executeApproval from "./actions/execute-approval";
import resolveExecution from "./actions/resolve-execution";
import askByEmail from "./approvals/ask-by-email";
import expireOverdue from "./approvals/expire-overdue";
import sweepOverdue from "./approvals/sweep-overdue";
import removeBytes from "./assets/remove-bytes";
import sweepUploads from "./assets/sweep-uploads";
import recordAccess from "./audit/record-access";
import endPayment from "./billing/end-payment";
import mailPaymentTrouble from "./billing/mail-payment-trouble";
import syncAllCustomers from "./billing/sync-all-customers";
import syncCustomer from "./billing/sync-customer";
import type { JobName } from "./contracts";
import checkGuardrail from "./campaigns/check-guardrail";
import resumePaused from "./campaigns/resume-paused";
import sweepPutAway from "./campaigns/sweep-put-away";
import eraseCompany from "./deletion/erase-company";
import sweepDeletions from "./deletion/sweep-deletions";
import resolveUnknownSends from "./email/resolve-unknown-sends";
import sweepUnknownSends from "./email/sweep-unknown-sends";
import sweepMachines from "./machines/sweep-machines";
import terminateMachine from "./machines/terminate-machine";
import evaluateFleet from "./fleet/evaluate-fleet";
import forgetBeats from "./fleet/forget-beats";
import remedyMachine from "./fleet/remedy-machine";
import allowRuns from "./governance/allow-runs";
import blockRuns from "./governance/block-runs";
import enforceFreeze from "./governance/enforce-freeze";
import recheckFreeze from "./governance/recheck-freeze";
import restoreWorkflows from "./governance/restore-workflows";
import retestAccount from "./mailbox/retest-account";
import checkDomains from "./onboarding/check-domains";
import checkKeys from "./onboarding/check-keys";
import sweepKeys from "./onboarding/sweep-keys";
import sweepDomains from "./onboarding/sweep-domains";
import sweepTroubledAccounts from "./mailbox/sweep-troubled-accounts";
import mailUnreadReplies from "./mailbox/mail-unread-replies";
import readReplyMailbox from "./mailbox/read-reply-mailbox";
import sweepReplyMailboxes from "./mailbox/sweep-reply-mailboxes";
import checkWatchedMachine from "./watchdog/check-machine";
import checkWatchedWorkspace from "./watchdog/check-workspace";
import sweepWatchedWorkspaces from "./watchdog/sweep-workspaces";
import endExport from "./exit/end-export";
import exportCompany from "./exit/export-company";
import sweepExports from "./exit/sweep-exports";
import sweepFreezes from "./governance/sweep-freezes";
import confirmDeployment from "./ignition/confirm-deployment";
import cleanUpLaunch from "./ignition/clean-up-launch";
import followEgress from "./ignition/follow-egress";
import refreshCampaigns from "./ignition/refresh-campaigns";
import refreshCredentials from "./ignition/refresh-credentials";
import runCampaignStep from "./ignition/run-campaign-step";
import runIgnition from "./ignition/run-ignition";
import settleSendingRoute from "./ignition/settle-sending-route";
import sweepUpgrades from "./ignition/sweep-upgrades";
import cleanUp from "./runtime/clean-up";
import followCreation from "./runtime/follow-creation";
import followPayment from "./runtime/follow-payment";
import mailTrouble from "./runtime/mail-trouble";
import probeRuntime from "./runtime/probe-runtime";
import provisionProject from "./runtime/provision-project";
import retireRuntime from "./runtime/retire-runtime";
import sweepRuntimes from "./runtime/sweep-runtimes";
import settleRun from "./sandbox/settle-run";
import sweepRuns from "./sandbox/sweep-runs";
import syncCampaign from "./ignition/sync-campaign";
import upgradeEngine from "./ignition/upgrade-engine";
import mailBudgetAlert from "./ingestion/mail-budget-alert";
import rebuildDailyStats from "./ingestion/rebuild-daily-stats";
import sweepRequests from "./models/sweep-requests";
import refreshRollups from "./metrics/refresh-rollups";
import reapLeases from "./ingestion/reap-leases";
import recordEvent from "./ingestion/record-event";
import checkReceipt from "./receipts/check-receipt";
import sweepReceipts from "./receipts/sweep-receipts";
import sweepLostJobs from "./jobs/sweep-lost-jobs";
import sweepSnapshots from "./context/sweep-snapshots";
import followZone from "./recurring/follow-zone";
import doRun from "./recurring/do-run";
import sendReport from "./reports/send-report";
import writeReport from "./reports/write-report";
import runRecurring from "./scheduler/run-recurring";
import cycleProject from "./nightshift/cycle-project";
import mailReport from "./nightshift/mail-report";
import scoreOutcomes from "./nightshift/score-outcomes";
import sweepNights from "./nightshift/sweep-nights";
import sweepOutcomes from "./nightshift/sweep-outcomes";
import generatePacket from "./phases/generate";
import mirrorEmail from "./chat/mirror-email";
import tellDecision from "./chat/tell-decision";
import askForAddress from "./mail/ask-for-address";
import followOwner from "./mail/follow-owner";
import followDecision from "./tasks/follow-decision";
import processEmail from "./mail/process-email";
import backfillAddress from "./projects/backfill-address";
import sweepAddresses from "./projects/sweep-addresses";
import serveSites from "./publishing/serve-sites";
import sendAnswer from "./replies/send-answer";
import reportOutcomes from "./sequence/report-outcomes";
import checkHost from "./tracking/check-host";
import reportClicks from "./tracking/report-clicks";
import sweepHosts from "./tracking/sweep-hosts";
import sendClaim from "./sequence/send-claim";
import runImport from "./leads/run-import";
import sweepImports from "./leads/sweep-imports";
import dispatch from "./ledger/dispatch";
import sendInvite from "./tenancy/send-invite";

/** A contract without a handler does not compile. */
export const handlers = {
  "actions.execute_approval": executeApproval,
  "actions.resolve_execution": resolveExecution,
  "approvals.ask_by_email": askByEmail,
  "approvals.expire_overdue": expireOverdue,
  "approvals.sweep_overdue": sweepOverdue,
  "assets.remove_bytes": removeBytes,
  "assets.sweep_uploads": sweepUploads,
  "audit.record_access": recordAccess,
  "billing.end_payment": endPayment,
  "billing.mail_payment_trouble": mailPaymentTrouble,
  "billing.sync_all_customers": syncAllCustomers,
  "billing.sync_customer": syncCustomer,
  "campaigns.check_guardrail": checkGuardrail,
  "campaigns.resume_paused": resumePaused,
  "campaigns.sweep_put_away": sweepPutAway,
  "mailbox.retest_account": retestAccount,
  "mailbox.sweep_troubled_accounts": sweepTroubledAccounts,
  "mailbox.mail_unread_replies": mailUnreadReplies,
  "mailbox.read_reply_mailbox": readReplyMailbox,
  "mailbox.sweep_reply_mailboxes": sweepReplyMailboxes,
  "onboarding.check_domains": checkDomains,
  "onboarding.check_keys": checkKeys,
  "onboarding.sweep_keys": sweepKeys,
  "onboarding.sweep_domains": sweepDomains,
  "deletion.erase_company": eraseCompany,
  "deletion.sweep_deletions": sweepDeletions,
  "exit.end_export": endExport,
  "exit.export_company": exportCompany,
  "exit.sweep_exports": sweepExports,
  "email.resolve_unknown_sends": resolveUnknownSends,
  "email.sweep_unknown_sends": sweepUnknownSends,
  "fleet.evaluate_fleet": evaluateFleet,
  "fleet.forget_beats": forgetBeats,
  "fleet.remedy_machine": remedyMachine,
  "machines.sweep_machines": sweepMachines,
  "machines.terminate_machine": terminateMachine,
  "governance.allow_runs": allowRuns,
  "governance.block_runs": blockRuns,
  "governance.enforce_freeze": enforceFreeze,
  "governance.recheck_freeze": recheckFreeze,
  "governance.restore_workflows": restoreWorkflows,
  "governance.sweep_freezes": sweepFreezes,
  "watchdog.check_machine": checkWatchedMachine,
  "watchdog.check_workspace": checkWatchedWorkspace,
  "watchdog.sweep_workspaces": sweepWatchedWorkspaces,
  "ignition.confirm_deployment": confirmDeployment,
  "ignition.clean_up_launch": cleanUpLaunch,
  "ignition.follow_egress": followEgress,
  "ignition.refresh_campaigns": refreshCampaigns,
  "ignition.refresh_credentials": refreshCredentials,
  "ignition.run_campaign_step": runCampaignStep,
  "ignition.run_ignition": runIgnition,
  "ignition.settle_sending_route": settleSendingRoute,
  "ignition.sweep_upgrades": sweepUpgrades,
  "ignition.sync_campaign": syncCampaign,
  "ignition.upgrade_engine": upgradeEngine,
  "ingestion.mail_budget_alert": mailBudgetAlert,
  "ingestion.rebuild_daily_stats": rebuildDailyStats,
  "leads.run_import": runImport,
  "leads.sweep_imports": sweepImports,
  "models.sweep_requests": sweepRequests,
  "metrics.refresh_rollups": refreshRollups,
  "ingestion.reap_leases": reapLeases,
  "ingestion.record_event": recordEvent,
  "receipts.check_receipt": checkReceipt,
  "receipts.sweep_receipts": sweepReceipts,
  "jobs.sweep_lost_jobs": sweepLostJobs,
  "context.sweep_snapshots": sweepSnapshots,
  "recurring.do_run": doRun,
  "recurring.follow_zone": followZone,
  "reports.send_report": sendReport,
  "reports.write_report": writeReport,
  "runtime.clean_up": cleanUp,
  "runtime.follow_creation": followCreation,
  "runtime.mail_trouble": mailTrouble,
  "runtime.follow_payment": followPayment,
  "runtime.probe_runtime": probeRuntime,
  "runtime.provision_project": provisionProject,
  "runtime.retire_runtime": retireRuntime,
  "runtime.sweep_runtimes": sweepRuntimes,
  "sandbox.settle_run": settleRun,
  "sandbox.sweep_runs": sweepRuns,
  "scheduler.run_recurring": runRecurring,
  "chat.mirror_email": mirrorEmail,
  "chat.tell_decision": tellDecision,
  "phases.generate": generatePacket,
  "mail.ask_for_address": askForAddress,
  "mail.follow_owner": followOwner,
  "mail.process_email": processEmail,
  "nightshift.cycle_project": cycleProject,
  "nightshift.mail_report": mailReport,
  "nightshift.score_outcomes": scoreOutcomes,
  "nightshift.sweep_nights": sweepNights,
  "nightshift.sweep_outcomes": sweepOutcomes,
  "projects.backfill_address": backfillAddress,
  "projects.sweep_addresses": sweepAddresses,
  "publishing.serve_sites": serveSites,
  "replies.send_answer": sendAnswer,
  "tracking.check_host": checkHost,
  "tracking.report_clicks": reportClicks,
  "tracking.sweep_hosts": sweepHosts,
  "sequence.report_outcomes": reportOutcomes,
  "sequence.send_claim": sendClaim,
  "ledger.dispatch": dispatch,
  "tasks.follow_decision": followDecision,
  "tenancy.send_invite": sendInvite,
} satisfies { [N in JobName]: { contract: { name: N } } };
