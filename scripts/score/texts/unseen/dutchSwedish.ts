// Dutch and Swedish of the scoring set.
import { type Language, lines, words } from '../language.js';

export const dutch: Language = {
  code: 'nl',
  texts: 56,
  given: words(
    'Wilhelmina=Mien, Bartholomeus=Bart, Fatima=Fati, Gijsbert=Gijs, Petronella=Nel, Marouane=Mar, Leendert=Leen, Annemieke=Miek, Soekarno=Karno, Theodorus=Dorus',
  ),
  family: words(
    "Brouwer, van den Heuvel, Aydemir, Kuipers, op 't Veld, Ramdin, van Duijn, Smeets, Peeters, Abdullahi, Timmermans, de Wit, Haverkort, Zwart",
  ),
  hospitals: words(
    'Streekziekenhuis Oosterdal, Medisch Spectrum Vechtoever, Huisartsenpraktijk De Wilg, OLV Gasthuis, AZ Klaverblad, Beeldvormingscentrum Rietland, Verpleeghuis Avondrust, ZBC Kniekliniek Zuid',
  ),
  wards: words('B4 Oncologie, SEH kamer 3, Verloskunde, Unit 2C, CCU bed 6'),
  towns: words('Apeldoorn, Bergen, Mechelen, Sneek, Goes, Paramaribo, Hasselt'),
  addresses: words(
    'Lange Nieuwstraat 108-II, Postbus 4411, Wilgenhof 6, Burg. Smitweg 77b, Achterom 3, Steenweg op Zele 19, Singel 402',
  ),
  phones: words('0##-55 50 ###, 06 5555 ####, sein ####, +31 6 555 ## ###, 0592-555###'),
  months: words('januari, februari, maart, april, mei, juni, juli, augustus, september, oktober, november, december'),
  monthsShort: words('jan, feb, mrt, apr, mei, jun, jul, aug, sep, okt, nov, dec'),
  dates: words('D/M/YYYY, DD-MM-YY, D-M-YYYY, DD-MMM-YYYY, YYYYMMDD'),
  dateWords: words('MON YYYY, begin MON YYYY, D MMM YYYY, D MON YYYY, MMM YY'),
  days: words('D MON, D/M, DD-MM, D MMM'),
  header: lines(`
    {P} X-hand re 2R
    CT schedel {PL} val {DY}
    Oud {H} {DT}
    Lab. {TI}
    Aanvr. dr {D}
    CD van {H}
    X-thorax bed {W}
    {DB} schouder li
    {G} jr, val, heup re
    HA {D}, {T}
    Bellen {F}
    sein {B} STAT
    MRCP, Mirizzi?
    Lisfranc, belaste opname
    PET-CT Deauville
    Arm B, week 12
    Perthes li, Lauenstein
    Sudeck pols re?
  `),
  notes: lines(`
    {PL}, {PF}, geb. {DT}, overgeplaatst uit {H} ivm hematurie.
    Gebeld door dr. {D} uit {H} ({F}), uitslag om 13.50 doorgegeven.
    Woont met zus {R} aan de {A}, {T}.
    Toestemming getekend door moeder {R}; vader op {F}.
    Wil graag {PN} genoemd worden. Slechthorend.
    Pacemaker nr {S}, geplaatst {DW} door {D}.
    Ongeval {DT}, auto {K}, gordel om.
    Beelden van {P} onder {AC} geplaatst, hersteld door {TI}.
    Polisnr {N}, gecontroleerd door {TI} {DY}.
    Verslag naar {E}, kopie fysio {D}.
    Op bandje staat {PT}, aangepast.
    Volgens echtgenote {R} van trap gevallen {DY}.
    Gebruikt Eliquis, Hb 4,9. Melaena 2 dgn. Actieve bloeding?
    Wells 4,5; D-dimeer 2100; sat 87 %. Verdenking LE.
    Murphy +, CRP 130, T 38,7. Nuchter 6 uur.
    Child B7, AFP 380, laesie segment IV, Milaan criteria.
    Phalen en Tinel +, Dupuytren geopereerd. CTS?
    Iomeron 350 100 cc, 18 G, 4 cc/s. DLP 580. Geen extravasatie.
  `),
  report: lines(`
    Vraagstelling: pijn rechter onderbuik bij mw. {PL}, {G} jaar.
    Ter vergelijking CT uit {H} van {DT} ({AC}).
    Beste {D}, dank voor het insturen van {P}.
    {PF} kwam samen met zijn vrouw {R}.
    Hartelijke groet, {DF}
    Verricht door {D}, verslagen door {DF} ({H}).
    Addendum {DT}: herbeoordeeld met {D}, ongewijzigd.
    Zoon {R} is ingelicht op {F}.
    Gezien door {DB} te {T} in {DW}.
    Geen Budd-Chiari. Riedelse kwab.
    Carotisstenose 60 % (NASCET), cirkel van Willis compleet.
    Maisonneuve fractuur, diastase 4 mm. Geen Lisfranc.
    Ziekte van Forestier; Baastrup L3-L4.
    Hill-Sachs laesie en benige Bankart.
    TI-RADS 4 nodus, Bethesda II. Conclusie: Hinchey Ib.
  `),
};

export const swedish: Language = {
  code: 'sv',
  texts: 56,
  given: words(
    'Gunilla=Nilla, Sven-Olof=Svenne, Abdirahman=Abdi, Ann-Charlotte=Lotta, Torbjörn=Tobbe, Shirin=Shirre, Bengt=Benke, Solveig=Sollan, Mikael=Micke, Päivi=Päkki',
  ),
  family: words(
    'Söderström=Söderströms, Hallberg=Hallbergs, Mohammadi=Mohammadis, Ek=Eks, Lagerkrantz, Sandström=Sandströms, Järvinen=Järvinens, Blom=Bloms, Hussein=Husseins, Ljungdahl=Ljungdahls, Stål=Ståls, Petrović=Petrovićs, Frisk=Frisks, Brännvall=Brännvalls',
  ),
  hospitals: words(
    'Näslunda sjukhus, Hälsocentralen Björken, Aleris Röntgen Viken, Centralsjukhuset Tallmo, Kvarnby geriatrik, Läkarhuset Torget, SÄS Vreta, Tandkliniken Månen',
  ),
  wards: words('Avd 62B, Avd 14, HIA, Akutmottagningen, KAVA säng 3'),
  towns: words('Skellefteå, Hudiksvall, Mora, Visby, Vasa, Eslöv, Falun'),
  addresses: words(
    'Ringvägen 118 lgh 1203, Box 417, Norra Strandgatan 9, Hagtornsvägen 2C, Gamla Byvägen 31, Prästgården 4',
  ),
  phones: words('070-555 ## ##, 08-5550 ####, sök ####, +46 73 555 ## ##, ankn. ##14'),
  months: words('januari, februari, mars, april, maj, juni, juli, augusti, september, oktober, november, december'),
  monthsShort: words('jan, feb, mars, apr, maj, juni, juli, aug, sept, okt, nov, dec'),
  dates: words('YYYY-MM-DD, YYMMDD, D/M YYYY, DD.MM.YYYY, YYYYMMDD'),
  dateWords: words('MON YYYY, D MMM YYYY, början av MON YYYY, den D MON YYYY, MMM -YY'),
  days: words('D/M, den D MON, D MON, D/M'),
  header: lines(`
    {P} Rtg hand hö
    DT skalle {PL} fall {DY}
    Gamla bilder {H} {DT}
    Ssk {TI}
    Rem. dr {D}
    CD från {H}
    Lungor på sal {W}
    {DB} axel vä
    {G} år, fall, höft hö
    DL {D}, {T}
    Ring {F}
    sök {B} akut
    MRCP, Mirizzi?
    Lisfranc, belastad bild
    PET-DT Deauville
    Arm B, vecka 12
    Perthes vä, Lauenstein
    Sudeck handled hö?
  `),
  notes: lines(`
    {PL}, {PF}, född {DT}, flyttad från {H} pga hematuri.
    Dr {D} på {H} ringde ({F}), svar lämnat kl 13.50.
    Bor med sin syster {R} på {A}, {T}.
    Samtycke av mamma {R}; pappa nås på {F}.
    Vill kallas {PN}. Hör dåligt.
    Pacemaker nr {S}, inlagd {DW} av {D}.
    Trafikolycka {DT}, bil {K}, bältad.
    Bilder på {P} hamnade under {AC}, rättat av {TI}.
    Personnr {N}, kontrollerat av {TI} {DY}.
    Svar till {E}, kopia sjukgymnast {D}.
    På armbandet står {PT}, rättat.
    {PG} mamma {R} uppger fall i trappa {DY}.
    Står på Eliquis, Hb 79. Melena 2 dgr. Aktiv blödning?
    Wells 4,5; D-dimer 2,1; sat 87 %. Misstänkt LE.
    Murphy pos, CRP 130, temp 38,7. Fastande 6 h.
    Child B7, AFP 380, förändring segment IV, Milanokriterier.
    Phalen och Tinel pos, Dupuytren opererad. Karpaltunnel?
    Iomeron 350 100 ml, 18 G, 4 ml/s. DLP 580. Ingen extravasering.
  `),
  report: lines(`
    Frågeställning: buksmärta hos fru {PL}, {G} år.
    Jämförelse med DT från {H} {DT} ({AC}).
    Bästa {D}, tack för remissen av {P}.
    {PF} kom tillsammans med sin fru {R}.
    Med vänlig hälsning {DF}
    Utförd av {D}, bedömd av {DF} ({H}).
    Tillägg {DT}: eftergranskat med {D}, oförändrat.
    Sonen {R} är underrättad på {F}.
    Bedömd av {DB} i {T} {DW}.
    Inga tecken till Budd-Chiari. Riedels lob.
    Carotisstenos 60 % (NASCET), Willis ring komplett.
    Maisonneuve-fraktur, diastas 4 mm. Ingen Lisfranc.
    Forestiers sjukdom; Baastrup L3-L4.
    Hill-Sachs och benig Bankart.
    TI-RADS 4, Bethesda II. Sammanfattning: Hinchey Ib.
  `),
};
