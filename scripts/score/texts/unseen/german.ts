// German of the scoring set.
import { type Language, lines, words } from '../language.js';

export const german: Language = {
  code: 'de',
  texts: 170,
  given: words(
    'Annemarie=Anni, Konstantin=Konsti, Gül=Gülli, Leopold=Poldi, Walburga=Burgi, Oluwafemi=Femi, Dragana=Gana, Matthias=Hias, Theresia=Resi, Kerem=Kero, Ingeborg=Inge, Sebastian=Basti, Thi Lan=Lanni, Gerlinde=Linde, Kazimierz=Kazik, Rahel=Rahele, Waltraud=Traudl',
  ),
  family: words(
    'Obermayr=Obermayrs, Yıldırım, Kowalczyk, Winter=Winters, Nkrumah-Bauer, von der Heide=von der Heides, Sommerfeld=Sommerfelds, Stojanović, Rüegg=Rüeggs, Al-Khatib, Zimmermann=Zimmermanns, Böhm=Böhms, Reich=Reichs, Hämmerle=Hämmerles, Petrosyan, Vogel=Vogels, Schönfelder=Schönfelders, Tran=Trans, Graf=Grafs, Kessler=Kesslers, Steingruber=Steingrubers',
  ),
  hospitals: words(
    'Waldkliniken Hohenbrunn, Marienstift Altenau, Diakonissenkrankenhaus Lehrte-Süd, Praxis Dr. Amselgruber, Röntgeninstitut Seeblick, Kantonsspital Uttenberg, Helmut-Kroll-Klinik, LKH Weißach, Gemeinschaftspraxis am Salztor, Reha-Zentrum Birkenhöhe, Orthopädie Rheinaue, BG Unfallklinik Tannrode',
  ),
  wards: words('Station 12a, Innere 4, IMC 1, Wochenstation, Station Elisabeth, Geriatrie B2, ZNA'),
  towns: words('Bad Tölz, Schwäbisch Gmünd, Klagenfurt, Olten, Emden, Plauen, Singen, Husum, Dornbirn, Spital, Celle'),
  addresses: words(
    'Am Mühlbach 7, Prof.-Sauer-Weg 21a, Hinter der Kirche 4, Berliner Allee 203, Im Winkel 11, Kärntner Gürtel 88/3/14, Schulstr. 2, Postfach 11 04, Seestrasse 45, Fichtenhof 6',
  ),
  phones: words(
    '(0721) 5550-###, 0176 5550 ####, 0043 512 555 ###, 041 555 ## ##, +49 (0)40 5550###, 0351-5550##-##, App. ##17',
  ),
  months: words('Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember'),
  monthsShort: words('Jan., Feb., Mrz., Apr., Mai, Jun., Jul., Aug., Sept., Okt., Nov., Dez.'),
  dates: words('D.M.YYYY, DD/MM/YYYY, DD.MM.YY, D. M. YYYY, DD-MM-YYYY, YYYYMMDD, DDMMYY, DD.MMM YYYY'),
  dateWords: words('Anfang MON YYYY, D. MMM YYYY, MON YYYY, D. MON YYYY, MON/YY'),
  days: words('D.M., DD.MM., D. MON, Ende MON'),
  header: lines(`
    {P} Rö Hand li 2E
    MRT LWS {PL} BG-Fall
    CCT nativ, Sturz {DY}, {G} J.
    Fremdaufn. {H} {DT}
    CD aus {H} eingelesen
    Nachbef. OA {D}
    MTR {TI}
    gefahren: {TI}/{TI}
    Anford. {DF}
    Zuw. {D}, {T}
    Rückruf {F}
    RS mit {D}
    Thorax am Bett {W}
    Rö Hüfte {PL}, {PF} *{DT}
    Frau {PL} KM-Sono Leber
    Herrn {PL}s Knie rechts
    Mammo + Sono {PF} {PL}
    D-Arzt {D}
    Kopie Dr. {D} / HA {D}
    Op. {DF} {DY}
    Fallnr. {N}
    ehem. Pat.-ID {NP}
    Verl. aus {H}
    mail {E}
    SM-Kontrolle, Agg. {S}
    Zwilling 2 {PL}, Schädelsono
    {PT} Thorax 2 Eb.
    2. Meinung Prof. {D}
    Kind {PF}, Hüftsono
    AU-Unfall {DT} {PL}
    Rö OSG re ap/seitl, Weber C?
    CT NNH low dose
    MRCP, V.a. Mirizzi
    MRT Becken, Frage Sakroiliitis
    Sono Hüfte Graf Ia/IIb
    Durchleuchtung Zwerchfell, Hitzenberger
    Rö Fuß bel., Lisfranc?
    Galeazzi-Fx, postop. Kontrolle
    Köhler I, Fuß dp
    CTA n. Stanford A, Bentall
    V.a. Sudeck, 3-Phasen-Szinti
    Kolon-KE, Z.n. Hartmann
    MRT Mamelle li, BRCA 1
    FDG-PET/CT Ann Arbor III
    TACE Seg. VI, BCLC B
    ERCP-Bilder, Klatskin
    Rö BWS, M. Scheuermann
    Insall-Salvati, Patella tang. 30/60/90
    KM: Imeron 400, 80 ml
    OPG, 48 verlagert
    DVT Mittelohr re
    Studie: Arm C, Visite 4
    Phleb. Bein li, Cockett
    Port-DL, Fibrinscheide?
  `),
  notes: lines(`
    Pat. {P}, {G} J., lebt im Pflegeheim in {T}, Betreuerin {DF} ({F}).
    Anruf von {D}, {H}: bitte heute noch, OP am {DY}.
    Laut Ehefrau {R} seit {DW} zunehmend vergesslich, fährt noch Auto ({K}).
    Fr. {PL} mit falscher Pat.-ID ({NP}) aufgenommen, korrigiert {TI} {DT}.
    Pat. möchte "{PN}" genannt werden, hört schlecht links.
    Aufklärung {DF}, Flexüle {TI}, KM 90 ml Imeron 350, Flow 4, Delay 35 s.
    Mutter {R} war im Raum, Vater {R} hat unterschrieben.
    Wegeunfall {DT}, BG-Nr. {N}, D-Arzt {DF}, {H}.
    St.p. Hüft-TEP re {DW} ({D}, LKH), nun Schmerz bei Belastung
    Versicherung: {N}, Vers.-Nr. {N}, AHV {N}
    Dolmetscherin {DF} telefonisch zugeschaltet ({F}).
    Auf Wunsch von OA {D} zusätzlich KM; FA {D} informiert.
    HA: {DF}, {A}, {T}
    Befund bitte an {H}, z. Hd. {D}, Fax {F} oder {E}
    {PF} hat sich beim Voltigieren in {T} verletzt, Oma {R} begleitet.
    Bereits am {DT} in {H} geröntgt, Bilder im PACS unter {AC}.
    SM-Ausweis: Adapta, SN {S}, impl. {DW}, {H}, Abfrage {TI}
    Kein Anruf nach 18 h, Sohn {R} übernimmt: {F}
    Konsil {D} v. {DT}: V.a. Insult, NIHSS 9, Lyse läuft.
    Untersuchung durch {DB}, Assistenz {TI}, Pflege {DF}.
    Rücksprache {D}/{D} {DY}: keine weitere Diagnostik.
    Patientin {PI} hat Bild 3-12 veratmet, wiederholt.
    Schwester {R} (Ärztin in {T}) bittet um CD.
    Name lt. Chipkarte {PL}, auf Überweisung {PT}.
    {P}, geb. {DT}, kommt zu Fuß, nüchtern, Diabetes, Metformin pausiert.
    Vorbefund {H} ({DF}) spricht von Hämangiom S6.
    Zugewiesen von Hrn. {D} bei persist. Husten seit {DW}
    Einverstanden mit Studie, Ansprechpartnerin {DF}, Tel. {F}
    Z.n. Whipple, jetzt Ikterus, Bili 6,2. Frage Cholestase, Stenose der BDA?
    Ausgeprägte Klaustrophobie, 2 x 0,5 mg Tavor exp., Prismenbrille, Abbruch nach T1.
    RF: art. HT, DM II, Nikotin 30 py. Troponin pos., Frage Lungenembolie; Wells 6.
    Lasègue li 40°, FHS schwach (3/5), ASR fehlt, Frage NPP L5/S1.
    Morbus Ormond, Cortison 20 mg; MJ-Schiene beidseits. Krea 1,8. KM-Verzicht.
    Seit 3 Wo. Schwellung, Homans neg., Payr pos., Meyer neg. D-Dimere 0,9.
    CT-gest. PRT L4 re: 40 mg Triam, 2 ml Carbostesin 0,25 %, 20 G Nadel.
    Buscopan 1 A i.v., Klean-Prep 3 l, Telebrix oral. Keine Glaukom-Anamnese.
    Hb-Abfall 11,2 -> 7,9 nach Herzkatheter, Angioseal re. Frage retroperit. Blutung.
    Kons. Gips seit 6 Wo., Sudeck? Bitte Vergleich zur Gegenseite. Gehstöcke.
    Kahnbein-Pseudarthrose, Matti-Russe vor 2 J., Herbert-Schraube. Dünnschicht 0,6.
    6 J., Hinken seit 10 d., CRP < 5, Coxitis fugax DD Perthes. Lauenstein.
    Neoadj. FLOT 4/8, Barrett-Ca, Siewert II, uT3 N+. Re-Staging vor Ivor-Lewis.
    Gerät 2: Artefakt Kanal 14, Somaris/7 neu gestartet, Wdh. Topogramm 512 mm.
  `),
  report: lines(`
    Klinische Angaben: {PL}, {PF}, {G} Jahre, Sturz am {DY}.
    Zum Vergleich liegt die Aufnahme aus {H} vom {DT} vor.
    Der Befund wurde um 14.20 Uhr mit Herrn {D} ({H}) besprochen.
    Herr {PL} wohnt mit seiner Frau {R} in {T}.
    Liebe {DF}, vielen Dank für die Übersendung von {P}.
    Lieber Kollege {D}, ich berichte über {PF} {PL}, *{DT}.
    Mit besten Grüßen Ihr {DF}
    i.A. {D}, Sekretariat, Tel. {F}
    Untersucher: {DB}; Befunder: {DF}; Schreibkraft {TI}
    Freigegeben: {DV}, {DT} 10:14
    Demonstriert in der Konferenz am {DT} ({D}, {D}, {D}).
    Nachtrag vom {DT}: nach Rücksprache mit {DF} Seitenkorrektur.
    Die Mutter, {R}, wurde über das Ergebnis aufgeklärt.
    Das Präparat ({AC}) wurde von {D} in {T} begutachtet.
    Frau {PL} wurde von {DF} in {H} operiert ({DW}).
    {P}s Befund wurde der Hausärztin {D} gefaxt.
    Auf Station ({W}) wurde {D} verständigt.
    Aggregat {S}, Implantation {DW} durch {D}.
    Wie von {D} vermutet, liegt eine Ruptur der Supraspinatussehne vor.
    Patient {PI}, wohnhaft {A}, kommt zur Verlaufskontrolle.
    Vorbestehende Läsion, zuletzt durch {DF} ({DW}) beschrieben.
    Bosniak IIF (Version 2019), 31 mm, 2 zarte Septen, 24 HE.
    Gallenblase mit Mirizzi-Typ-I-Konstellation, DHC 9 mm, Luschka-Gang nicht abgrenzbar.
    Weber-C-Fraktur, Maisonneuve ausgeschlossen, Volkmann-Dreieck 6 mm.
    Coxarthrose Kellgren-Lawrence 3, CCD 132°, Shenton-Linie erhalten.
    Kein Nachweis einer Hill-Sachs-Delle, SLAP II nach Snyder, Buford-Komplex.
    Arteria lusoria als Normvariante, Kommerell-Divertikel 18 mm.
    Fazekas II, MTA nach Scheltens 2 beidseits, kein Hinweis auf M. Binswanger.
    Ausgedehnte Sigmadivertikulitis, Hansen-Stock IIb, kein freies Gas.
    Klatskin-Tumor, Bismuth IIIa, Pfortader frei. Kein Couinaud-S1-Befall.
    Linker Vorhof 42 mm, EF 48 % (Simpson), Insuffizienz II°, Tei-Index 0,42.
    Regelrechter Kontrast der Vena Galeni, des Sinus rectus und des Torcular Herophili.
    Subkapitale Fraktur, Garden III, Pauwels II; Singh 3. DHS empfohlen.
    Kein Anhalt für Morbus Bechterew; Anderson-Läsion BWK 11 nicht sicher.
    Rotatorenmanschette: Patte II, Goutallier 1, Bigliani Typ 2.
    Tossy III rechts, Rockwood V. Bankart-Läsion links alt.
    Regelrechte Lage der Demers-Sonde, Spitze im rechten Vorhof. Kein Pneu.
    Lungenrundherd 5 mm, Kontrolle nach Fleischner 2017 nicht erforderlich.
    Mamma ACR C, BI-RADS 4a rechts bei 10 Uhr, Stanze mit 14 G empfohlen.
    Beurteilung: Kein Fokus. Keine Stauung. Schmorl'sche Impressionen L1-3.
  `),
};
