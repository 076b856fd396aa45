/** A kind of thing that can be said to have happened: its words in English, German and Danish, and the kinds of facts that prove it. */
export type Milestone = { name: string; words: RegExp; proof: RegExp };

const family = (name: string, words: string, proof: RegExp): Milestone => ({
  name,
  words: new RegExp(`(?<![\\p{L}\\p{N}_.@-])(?:${words})(?![\\p{L}\\p{N}_@-])`, "iu"),
  proof,
});

/** Participles and past forms; the infinitive ("send", "senden") tells of nothing that happened. */
export const MILESTONES: readonly Milestone[] = [
  family(
    "sent",
    "sent|resent|emailed|mailed|forwarded|handed over|gesendet|versendet|verschickt|geschickt|abgeschickt|angeschrieben|weitergeleitet|sendt|afsendt|udsendt|mailet|videresendt",
    /email|mail|send|message/i,
  ),
  family("delivered", "delivered|zugestellt|geliefert|leveret", /deliver|email|mail/i),
  family(
    "answered",
    "replied|answered|responded|wrote back|geantwortet|beantwortet|antwortete|svaret|svarede|besvaret",
    /repl|answer|inbound|mail|message/i,
  ),
  family(
    "published",
    "published|launched|deployed|released|shipped|rolled out|went live|gone live|is live|are live|now live|is online|veröffentlicht|gestartet|ausgerollt|live gegangen|ist live|online gestellt|udgivet|offentliggjort|lanceret|gået live|er live|udrullet",
    /publish|deploy|site|launch|campaign|release|ignition/i,
  ),
  family(
    "paid",
    "paid|charged|invoiced|refunded|transferred|earned|bezahlt|berechnet|erstattet|überwiesen|verdient|betalt|opkrævet|refunderet|overført|tjent",
    /pay|invoice|refund|charge/i,
  ),
  family(
    "signed",
    "signed|closed the deal|won|acquired|hired|raised|unterschrieben|unterzeichnet|gewonnen|eingestellt|underskrevet|vundet|ansat",
    /sign|contract|deal|hire/i,
  ),
  family(
    "fixed",
    "fixed|solved|resolved|repaired|behoben|gelöst|repariert|rettet|løst|repareret",
    /fix|repair|resolve|task|commit|repository/i,
  ),
  family(
    "scheduled",
    "scheduled|rescheduled|booked|arranged|geplant|eingeplant|terminiert|gebucht|vereinbart|planlagt|booket|aftalt",
    /schedul|book|meeting|recurring/i,
  ),
  family(
    "created",
    "created|built|added|set up|registered|installed|erstellt|angelegt|hinzugefügt|eingerichtet|gebaut|registriert|oprettet|tilføjet|bygget|sat op|installeret",
    /creat|add|build|repository|commit|task|asset|file|campaign/i,
  ),
  family(
    "changed",
    "changed|updated|edited|modified|moved|renamed|switched|activated|enabled|disabled|paused|stopped|resumed|restarted|approved|geändert|aktualisiert|bearbeitet|verschoben|umbenannt|aktiviert|deaktiviert|pausiert|gestoppt|angehalten|genehmigt|ændret|opdateret|redigeret|flyttet|omdøbt|aktiveret|deaktiveret|stoppet|godkendt",
    /chang|updat|edit|paus|stop|resum|activat|approv|campaign|setting/i,
  ),
  family(
    "removed",
    "deleted|removed|cancelled|canceled|unsubscribed|archived|gelöscht|entfernt|storniert|abgemeldet|archiviert|slettet|fjernet|annulleret|afmeldt|arkiveret",
    /delet|remov|cancel|suppress|opt.?out|archiv/i,
  ),
  family(
    "done",
    "completed|finished|accomplished|achieved|taken care of|carried out|executed|submitted|uploaded|imported|erledigt|abgeschlossen|fertiggestellt|ausgeführt|eingereicht|hochgeladen|importiert|færdiggjort|afsluttet|gennemført|udført|indsendt|uploadet|importeret",
    /./,
  ),
];

/** Words that say of a verb near them that it did not happen yet, or did not happen. */
export const NOT_YET =
  /(?<!\p{L})(?:will|would|shall|should|could|can|may|might|must|to be|to get|going to|want(?:s)? to|ready to|wait(?:s|ing)?|once|when|if|unless|until|before|after you|as soon as|not|never|no|nothing|none|cannot|isn['’]t|wasn['’]t|hasn['’]t|haven['’]t|aren['’]t|won['’]t|didn['’]t|don['’]t|can['’]t|yet to|wird|werden|würde|soll|sollte|kann|könnte|darf|muss|sobald|wenn|falls|bevor|bis|nicht|nie|kein|keine|noch nicht|vil|ville|skal|skulle|kan|kunne|bør|må|når|hvis|før|indtil|ikke|aldrig|ingen|intet|endnu ikke)(?!\p{L})/iu;
