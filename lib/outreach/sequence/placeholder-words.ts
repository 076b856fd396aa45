const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Words for missing parts, in the languages that people write drafts in; without accents. */
export const NAMES_A_BLANK = words(`
  name names firstname lastname fullname fname lname forename surname nickname salutation initials signature
  company companyname organization organisation employer firm title jobtitle role industry sector vertical niche
  insert placeholder variable fill enter add mention describe specify specific relevant personalized personalised personalization
  icebreaker snippet hook compliment observation achievement mutual connection referral your their
  pain benefit metric stat statistic percentage competitor prospect recipient sender lead contact phone website url calendly
  product service feature solution value proposition testimonial
  vorname nachname firma firmenname unternehmen anrede branche position ansprechpartner ihr ihre ihren dein deine einfugen
  prenom nom entreprise societe poste secteur votre inserer nombre apellido apellidos empresa cargo insertar tu su
  voornaam achternaam bedrijf bedrijfsnaam functie nome cognome azienda ruolo fornavn etternavn efternavn virksomhed
  imie nazwisko firmy 名前 お名前 氏名 会社名 貴社名 御社名 姓名 公司 公司名称 公司名 이름 회사명`);

/** Asks for something only where nothing else stands with it. */
export const MAY_NAME_A_BLANK = words(`
  first last email e mail date day time weekday month city town country location region state address link number amount price
  figure topic subject problem challenge goal result outcome example customer client case study job business offer calendar
  datum tag uhrzeit ort stadt thema produkt ville date heure ciudad fecha stad plaats citta by og data x y n of the a an to or and point
  field here there text custom`);

/** Words in brackets that people mean to be read: marks of an editor, and tags of a subject. */
export const MEANT_TO_BE_READ = words(`
  sic at dot update updated external extern ext intern internal webinar video pdf audio invitation invite einladung resend reminder
  erinnerung free new neu urgent test event survey report guide ebook podcast demo beta ad anzeige edit emphasis laughs
  redacted applause confidential action required request rfc note`);
