import type { NamedTarget } from "./schemas";

/**
 * Names of columns in use (English, German, French, Spanish, Italian, Dutch; Apollo, HubSpot, Instantly, Smartlead, Evaboot, PhantomBuster,
 * LinkedIn, Google Contacts, Outlook), compared as letters and digits only. Of two columns for one field the name that stands first wins.
 */
export const COLUMN_NAMES: Record<NamedTarget, string> = {
  email: `email emailaddress mail mailaddress emailadresse emailid eaddress workemail businessemail professionalemail primaryemail
    contactemail personemail leademail email1value email1 emailvalue email1address emailadress personalemail courriel adresseemail
    adressemail correo correoelectronico indirizzoemail emailadres`,
  first_name: `firstname first givenname forename fname contactfirstname personfirstname leadfirstname vorname prenom nombre nome voornaam`,
  last_name: `lastname last surname familyname lname contactlastname personlastname leadlastname nachname nomdefamille nom apellido
    apellidos cognome achternaam`,
  full_name: `fullname name contactname displayname personname leadname namevorname nachnamevorname lastnamefirstname vollername
    nomcomplet nombrecompleto nomprenom nomeecognome`,
  company: `company companyname currentcompany organization organisation organizationname organization1name organisationname account
    accountname associatedcompany primarycompany employer employername business businessname firma firmenname unternehmen entreprise
    societe empresa azienda bedrijf companynameforemails`,
  title: `title jobtitle currenttitle currentjob currentposition currentrole position role jobposition organizationtitle
    organization1title designation headline berufsbezeichnung stelle funktion poste cargo puesto ruolo functie`,
  website: `website companywebsite companyurl url web homepage domain companydomain companywebsiteurl website1value websiteurl
    webseite internetseite siteweb sitioweb sitoweb`,
  notes: `notes note comment comments remarks description personalization icebreaker summary notizen notiz bemerkung bemerkungen
    notas commentaire`,
  phone: `phone phonenumber workphone workdirectphone directphone mobile mobilephone mobilephonenumber cell cellphone telephone tel
    phone1value corporatephone companyphone homephone telefon telefonnummer mobil handy telefono telefoon`,
  linkedin: `linkedin linkedinurl linkedinprofile linkedinprofileurl personlinkedinurl linkedinprofilelink profileurl
    defaultprofileurl linkedinpublicidentifier salesnavigatorurl vmid`,
  location: `location city state country region address1city address1country companylocation personlocation ort plzort stadt land ville pays
    ciudad pais postalcode zip zipcode plz stateregion countryregion`,
};
