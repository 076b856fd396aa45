import type { Words } from "./words";

const MAIL =
  "(?:e-?mails?|mails?|messagg\\w*|newsletters?|comunicazion\\w*|pubblicit\\w*|spam|offert\\w*|posta|promozion\\w*|sollecit\\w*)";
const words = (pattern: string): RegExp => new RegExp(pattern);
const LIST =
  "(?:\\S*list\\w*|elench\\w*|database|archivi\\w*|indirizzari\\w*|sistem\\w*|newsletter|crm|rubrica|banca dati|contatti|campagn\\w*)";

export const it: Words = {
  leave: [
    /\bnon (?:invi|mand|scriv|sped)\w* (?:piu |altr|ulterior|nulla|niente)\w*/,
    /\b(?:cancella|rimuov|elimin|togli|toglie|tolga|depenn|escluda|escludete)\w*(?:mi|ci)\b(?! (?:un|una) )/,
    /\b(?:mi|ci) (?:cancell\w*|rimuov\w*|elimin\w*|togl\w*|tolga\w*|escluda\w*|disiscriv\w*)\b/,
    words(
      `\\b(?:cancell\\w*|rimuov\\w*|elimin\\w*|togl\\w*|tolga\\w*|rimozione|cancellazione)\\b.{0,25}\\b(?:(?:i |il |la |dei |del |della )?(?:miei|mio|mia|nostri|nostro|nostra)|questo|quest') ?(?:dati|indirizzo|e-?mail|mail|nome|nominativo|contatt\\w*|recapit\\w*|iscrizione)`,
    ),
    words(
      `\\b(?:cancell\\w*|rimuov\\w*|elimin\\w*|togl\\w*|tolga\\w*|rimozione|rimosso|rimossa|rimossi|cancellat\\w*)\\b.{0,40}\\b(?:dal|dalla|dalle|dai|dagli|dall')(?: vostr\\w*| sue?| tu\\w*| suo)?(?: \\S+)? ?${LIST}`,
    ),
    /\bdisiscri\w*|\bdisdi\w* (?:la |l'|questa )?(?:newsletter|iscrizione|abbonamento alla)|\bannull\w* (?:la |l')(?:mia )?iscrizione\b|\bcancellar(?:mi|ci) dalla\b/,
    /\bnon (?:mi|ci|vi) ?(?:\S+ )?(?:contatt\w*|scriv\w*|invi\w*|mand\w*|disturb\w*|importun\w*|sped\w*|chiam\w*)\b(?: (?:piu|mai|altro|ulteriormente|in futuro|nuovamente|di nuovo|altre|altri))/,
    /\bnon (?:contatt\w*|scriv\w*|invi\w*|mand\w*|disturb\w*|importun\w*|sped\w*)(?:mi|ci|temi|teci|telo)?\b.{0,15}\b(?:piu|mai piu|altre|altri|ulteriori|nulla|niente|email|e-mail|mail|messaggi|pubblicita)\b/,
    /\bnon (?:contattar|contattate|scriver|scrivete|disturbar|disturbate|inviar|inviate|mandar|mandate)(?:mi|ci)\b(?! (?:prima|fino|il|la|un))/,
    words(
      `\\bnon (?:voglio|vogliamo|desidero|desideriamo|intendo|intendiamo|gradisco|gradiamo|autorizzo|autorizziamo|vorrei|vorremmo)\\b.{0,30}\\b(?:ricever\\w*|essere (?:contattat\\w*|disturbat\\w*)|contatt\\w*|vostr\\w* ${MAIL}|altr\\w* ${MAIL}|${MAIL}|sentir\\w*)`,
    ),
    words(
      `\\b(?:basta|stop|niente piu|mai piu|non piu|nessun\\w* (?:altr\\w*|ulterior\\w*))(?: con| alle| a| ai)?(?: le| i| queste| questi| queste vostre| vostre| vostri)? ?${MAIL}\\b`,
    ),
    words(
      `\\b(?:smett\\w*|smettete|smettetela|finit\\w*|piantat\\w*|cessat\\w*|cessi|interromp\\w*)\\b.{0,15}\\b(?:di|con|l'|le|i)\\b.{0,30}(?:scriv\\w*|invi\\w*|mand\\w*|contatt\\w*|${MAIL}|disturb\\w*|tormenta\\w*)`,
    ),
    /\blasciat\w*(?:mi|ci)? (?:in pace|stare|perdere)\b|\blasciatemi\b|\blasciami (?:in pace|stare)\b/,
    /\b(?:mi oppongo|ci opponiamo|opposizione al|revoco|revochiamo|ritiro (?:il|del) (?:mio )?consenso|diritto (?:all'oblio|di opposizione|alla cancellazione)|non ho (?:mai )?(?:dato|prestato|autorizzato)|mai (?:dato|prestato|autorizzato)|articolo (?:17|21)|art\. ?(?:17|21))\b/,
    /\bastene\w+ da(?:ll'|l )|\blista nera\b|\bregistro delle opposizioni\b/,
  ],
  leaveUnlessInterested: [
    /\b(?:questo|questa) e (?:spam|stalking)\b|\bsegnal\w* come spam\b|\bbasta\b(?= ?(?:[.!,]|$|cosi|grazie))|\bmai (?:iscritt\w*|richiest\w*|chiest\w*)\b|\bnon (?:mi sono|ci siamo) (?:mai )?iscritt\w*|\bnon (?:insist\w*|serve (?:insistere|riscrivere|ricontattar\w*))\b|\bsmettetela\b|\bsmettila\b/,
  ],
  leaveAlone:
    /^(?:per favore |prego |ciao |vorrei )*(?:stop|basta|cancellami|cancellatemi|cancellazione|disiscrivimi|disiscrivetemi|disiscrizione|disiscrivermi|rimuovere|rimuovimi|rimuovetemi|eliminare|niente mail|no mail|no spam)(?:[ .,!]|grazie|per favore|subito)*$/,
  doubtful: [
    /\b(?:iscrizione|gdpr|privacy|spam|pubblicita|avvocato|garante|come avete avuto|dove avete|stalking|molest)\w*/,
  ],
  interested: [
    /\b(?:si,|si\.|si!|^si\b|volentieri|certo|certamente|interessante|interessat\w*|mi interessa|ci interessa|va bene|perfetto|d'accordo|con piacere|ottimo|perche no)/,
    /\b(?:mi chiami|chiamami|chiamatemi|sentiamoci|parliamone|parliamo|inviatemi|mi invii|ci invii|inviami|mandatemi|mandami|mi mandi|mi racconti|potete|potrebbe|puo (?:inviar|mandar|spiegar|chiamar)\w*|fissiamo|organizziamo)\b/,
    /\b(?:appuntamento|chiamata|telefonata|incontro|prezz\w*|costi|costo|costa|preventivo|tariff\w*|demo|maggiori (?:informazioni|dettagli)|piu informazioni|disponibil\w*|calendario|saperne di piu)\b/,
  ],
  notInterested: [
    /\bnon (?:mi|ci|sono|siamo|e) ?(?:\S+ )?interess\w*\b|\bno,? grazie\b|\bgrazie,? (?:ma )?no\b|\bnessun interesse\b|\bnon (?:ne )?(?:abbiamo|ho) (?:\S+ )?bisogno\b|\babbiamo gia\b|\bsiamo gia\b|\bnon fa per noi\b/,
  ],
  notNow: [
    /\b(?:forse|magari|eventualmente) (?:piu avanti|l'anno prossimo|il prossimo|tra|a )|\bl'anno prossimo\b/,
    /\b(?:non|nessun\w*)\b.{0,30}\b(?:ora|adesso|al momento|per il momento|per ora|quest'anno|attualmente|in questo momento)\b|\b(?:al momento|per il momento|per ora|attualmente|in questo momento|adesso|ora)\b.{0,30}\b(?:non|no)\b|\b(?:piu avanti|l'anno prossimo|il prossimo (?:anno|mese|trimestre)|prossimo anno|a (?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)|tra (?:qualche|due|tre|sei|\d+) (?:settiman\w*|mes\w*)|dopo (?:le|il|l'))\b|\bbudget\b.{0,40}\b(?:esaurito|bloccato|prossimo|chiuso)\b|\bnon ancora\b/,
  ],
  wrongPerson: [
    /\bnon (?:sono|e) (?:la persona|il responsabile|la responsabile|il referente|io|di mia competenza|il contatto)\b|\bpersona (?:sbagliata|giusta)\b|\bnon (?:lavora|lavoro|fa|e) piu\b|\b(?:contatti|contattate|scriva|scrivete|si rivolga|rivolgetevi|provi con) (?:a |al |alla |il |la |mio|mia|nostr\w*)+\b|\bse ne occupa\b|\bha lasciato l'azienda\b|\bin pensione\b/,
  ],
  away: [
    /\b(?:fuori (?:sede|ufficio|dall'ufficio)|in (?:ferie|vacanza|trasferta|malattia|maternita|congedo)|assente|assenza|(?:rientro|rientrero|tornero|sara di ritorno|saro di nuovo|saro nuovamente)|non (?:sono|saro) (?:in ufficio|raggiungibile|disponibile)|accesso limitato)\b/,
  ],
  machine: [
    /\b(?:risposta|messaggio|e-?mail|mail) automatic\w*\b|\bautomaticamente\b|\bin caso di (?:urgenza|urgenze|necessita)\b|\bper (?:urgenze|questioni urgenti|comunicazioni urgenti)\b|\babbiamo ricevuto (?:il (?:suo|tuo|vostro)|la (?:sua|tua|vostra)) (?:messaggio|richiesta|mail|e-?mail)\b|\b(?:la sua|il suo) (?:richiesta|messaggio) e stat\w*\b|\bnumero (?:di )?ticket\b|\bnon rispondere a quest\w+ (?:messaggio|mail|e-?mail)\b|\bconferma di (?:ricezione|lettura)\b/,
  ],
};
