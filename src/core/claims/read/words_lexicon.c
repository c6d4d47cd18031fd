#include "core/claims/read/words.h"

/* The order matters only for dir and unit: a later row overrides an earlier. */
const struct lexeme words_lexicon[] = {
    /* what a sentence about figures is built of */
    {"och samt eller att som en ett den det de detta denna dessa i på av för till från med mot om "
     "vid under över inför genom utan inom mellan enligt hos per är var blev blir bli blivit "
     "har hade ha haft kan kunde ska skall skulle ger gav ge får fick få fått går gick gått gör "
     "gjort görs sig sin sitt sina så även också dock endast bara främst framför allt bland annat "
     "härav detta där då när än men medan vilket vilken vilka vars dvs s.k. t.ex. bl.a. inte ej "
     "mer mest minst mycket lite något några viss vissa helt delvis stor stort stora större störst "
     "största liten litet små mindre hög högt höga högre högst högsta låg lågt låga lägre lägst "
     "lägsta god gott goda bra ny nytt nya hela hel hela alla allt varje respektive övrig övriga "
     "marginell marginellt marginella kraftig kraftigt kraftiga betydande tydlig viktig främsta "
     "däremot samtidigt således därmed därför eftersom trots redan fortsatt fortsatta ytterligare "
     "cirka ca ungefär omkring runt drygt knappt nästan närmare totalt totalt total totala sammanlagt "
     "sammantaget summa samtliga helhet varav därav kring utöver ovan nedan här idag nu sedan ännu "
     "utav samma såväl både dels man vi vår våra oss deras dess "
     "skett ske sker sen varit vara ta tar fram utifrån olika fler flera upp ut väl "
     "bakom dit hur hos någon hittills jämförelse "
     "enlighet linje paritet enligt gentemot ned ner bättre sämre dyrare billigare färre blivit innan "
     "runda tal storleksordningen strax fullt förra bland nära",
        W_STOP, 0, 0, 0},
    {"redovisa* uppvisa* visa visar visat visade uppgå* uppgick inneb* medför* resultera* förklara* "
     "beror berodde härled* utgör* utgjor* bidra* finns fanns ligger låg legat motsvara* landa* "
     "bedöm* beräkna* rapporter* presenter* påverka* orsaka* betyder betydde generera* "
     "konstatera* nådde nått når kommer kom kvarstår stannade slutade hamna* fördela* "
     "återfinn* uppstå* uppstod genomför* mätt mäts stod står "
     "kosta kostar kostade kostat använda använder använde använt lämna lämnar lämnade lämnat "
     "klara klarar klarade klarat höll håller hållit drog drar dragit",
        W_STOP | W_VERB, 0, 0, 0},
    {"är var blev blir har hade ger gav får fick ingår visar ligger låg går gick", W_VERB, 0, 0, 0},
    {"verksamhet verksamheten verksamheter verksamheterna verksamhetens verksamheternas "
     "verksamhetsområde* område* delområde* enhet enheten enheter enheterna avdelning avdelningen del delar delen period perioden periodens perioder år året "
     "årets årlig* kostnad kostnader kostnaden kostnaderna utgift utgifter utgifterna belopp* "
     "nivå* jämför* jämfört relation förhållande utfall* budget* årsbudget* helår* plan planen "
     "planerad* prognos* avser avse* avseende gällande gäller andelen förvaltning förvaltningen "
     "förvaltningens månad månader procent* nämnda förstnämnda resp anledning* orsak* "
     "förklaring* tidigare senaste kommande vilka åren åt slutet början",
        W_STOP, 0, 0, 0},
    {"regionen regionens region kommunen kommunens nämnden nämndens styrelsen styrelsens bolaget "
     "bolagets organisationen organisationens myndigheten myndighetens förvaltningen "
     "förvaltningens",
        W_BODY | W_STOP, 0, 0, 0},
    /* words before a number that make it a name */
    {"mål bilaga bilagor kapitel kap avsnitt artikel tabell diagram figur punkt sida sid sidan "
     "sidorna steg nivå fas version kvartal tertial vecka nr nummer klass paragraf § dnr "
     "diarienummer dag dagarna art lag sfs prop rum etapp typ grad rn moment fråga not kl klockan "
     "isbn issn tel telefon postnummer konto ansvar projekt id agenda r scenario nyckeltal "
     "alternativ vers kod rad spår sidor bil version delmål årskurs väg rv iso en ss ss-en "
     "organisationsnummer orgnr bankgiro plusgiro mobil fax telefonnummer *gatan *vägen *torget "
     "*gränd",
        W_LABEL, 0, 0, 0},
    /* variances */
    {"avvikelse* budgetavvik* *avvikelse *avvikelsen *avvikelser *avvikelserna",
        W_VARIANCE | W_STOP, 0, 0, 0},
    {"överskott* *överskott *överskottet", W_VARIANCE | W_STOP, +1, 0, 0},
    {"underskott* *underskott *underskottet", W_VARIANCE | W_STOP, -1, 0, 0},
    {"positiv positivt positiva plus", W_SIGNED | W_STOP, +1, 0, 0},
    {"negativ negativt negativa minus", W_SIGNED | W_STOP, -1, 0, 0},
    /* changes */
    {"öka ökar ökade ökat ökas ökad ökande ökning ökningen ökningar *ökning *ökningen stiga stiger "
     "stigit stigande växa växer växte vuxit uppgång uppgången höja höjer höjde höjt höjts "
     "höjning höjningen tillväxt",
        W_CHANGE | W_STOP, +1, 0, 0},
    {"minska minskar minskade minskat minskas minskad minskade minskande minskning minskningen "
     "minskningar *minskning *minskningen *minskningar sjunka sjunker sjönk sjunkit sjunkande nedgång "
     "nedgången fallit faller föll sänka sänker sänkte sänkt sänkts sänkning sänkningen "
     "reducera* reducer* nedåtgående",
        W_CHANGE | W_STOP, -1, 0, 0},
    {"oförändrad oförändrat oförändrade", W_STOP, 0, 0, 0},
    {"förändring förändringen förändrats förändrades", W_STOP, 0, 0, 0},
    {"fortsätt* fortsatte", W_STOP, 0, 0, 0},
    {"*utveckling *utvecklingen kostnadsutv* nettokostnadsutv*", W_DEVELOP, 0, 0, 0},
    {"från", W_FROM, 0, 0, 0},
    {"till", W_TO, 0, 0, 0},
    {"medan men samtidigt däremot respektive", W_BREAK, 0, 0, 0},
    {"vilket eller dvs motsvarande detta", W_REFERS, 0, 0, 0},
    {"cirka ca ungefär omkring runt drygt knappt nästan närmare uppskattningsvis circa över nära "
     "fullt tal strax storleksordningen",
        W_ABOUT, 0, 0, 0},
    {"varav därav", W_PART, 0, 0, 0},
    {"föregående fjolåret fjolårets fjol", W_PREVIOUS | W_STOP, 0, 0, 0},
    /* targets and bounds */
    {"uppdraget mål målet målen målsättning* målvärde* målnivå* *målet beting* riktvärde*",
        W_TARGET | W_STOP, 0, 0, 0},
    {"understig* underskrid* underskred", W_LIMIT | W_STOP, -1, 0, 0},
    {"överstig* överskrid* överskred", W_LIMIT | W_STOP, +1, 0, 0},
    {"nå nås når nått nåddes uppnå uppnås uppnår uppnått uppnåtts uppnåddes uppfyll* uppfylld*",
        W_REACH | W_STOP, 0, 0, 0},
    {"inte ej icke", W_NOT, 0, 0, 0},
    /* tables */
    {"total totalt totala totalen summa sammanlagt samtliga helhet totalsumma delsumma", W_TOTAL, 0,
        0, 0},
    {"netto nettototal", W_TOTAL, 0, 0, 0},
    {"budget budgeten årsbudget årsbudgeten plan budgeterat budgeterad budgeterade planerad planerat "
     "planerade",
        W_BUDGET, 0, 0, 0},
    {"utfall utfallet bokslut bokslutet redovisat", W_OUTCOME, 0, 0, 0},
    {"prognos* helårsprognos* förvänta* väntas beräknas uppskattas kommer skulle ska skall",
        W_FORECAST, 0, 0, 0},
    {"diff differens", W_VARIANCE | W_STOP, 0, 0, 0},
    {"ack ackumulerat ackumulerad acc ackum", W_STOP, 0, 0, 0},
    {"föreg fg innev innevarande", W_STOP, 0, 0, 0},
    {"föreg fg", W_PREVIOUS, 0, 0, 0},
    /* what the heading names */
    {"delområdet området enheten avdelningen verksamheten sektorn", W_ANAPHOR | W_STOP, 0, 0, 0},
    {"består ingår uppdelad uppdelat uppdelade indelad indelat indelade omfattar delas utgörs",
        W_CONSISTS | W_STOP, 0, 0, 0},
    {"sammanfattning* sammandrag* översikt* korthet inledning* nyckeltal*", W_SUMMARY | W_GENERIC,
        0, 0, 0},
    {"ekonomi ekonomin ekonomisk ekonomiskt ekonomiska resultat* driftredovisning* "
     "investeringsredovisning* analys* redovisning* uppföljning* förvaltningsberättelse* "
     "personal personalförhållanden väsentliga perioden gått händelser betydelse arbetsmiljö "
     "större avvikelser inledning utveckling förväntad ställning hushållning kommentar* text",
        W_GENERIC, 0, 0, 0},
    /* units */
    {"kr kronor krona kronorna sek", W_UNIT | W_STOP, 0, CLAIMS_KR, 0},
    {"tkr ksek kkr tsek", W_UNIT | W_STOP, 0, CLAIMS_KR, 3},
    {"mkr mnkr msek mkr. milj", W_UNIT | W_STOP, 0, CLAIMS_KR, 6},
    {"mdkr mdr mdsek", W_UNIT | W_STOP, 0, CLAIMS_KR, 9},
    {"procent procenten", W_UNIT | W_STOP, 0, CLAIMS_PERCENT, 0},
    {"procentenhet procentenheter procentenheterna pe", W_UNIT | W_STOP, 0, CLAIMS_POINTS, 0},
    {"timme timmar timmarna", W_UNIT | W_STOP, 0, CLAIMS_HOURS, 0},
    {"dag dagar kalenderdagar arbetsdagar dygn", W_UNIT | W_STOP, 0, CLAIMS_DAYS, 0},
    {"månad månader", W_UNIT | W_STOP, 0, CLAIMS_MONTHS, 0},
    {"åring åringar", W_UNIT | W_STOP, 0, CLAIMS_YEARS, 0},
    {"år", W_UNIT | W_STOP, 0, CLAIMS_YEARS, 0},
    {"personer st stycken", W_UNIT | W_STOP, 0, CLAIMS_COUNT, 0},
};
/* Words that only look like a compound of one above. */
const char *const words_lexicon_not =
    "undersök* *undersökning* ansök* *ansökning* försök* besök* *besök* sökning* forsk*";
const size_t words_lexicon_n = COUNTOF(words_lexicon);

/* Terms of the field that say the same thing.  The first row that fits wins. */
const struct concept words_concept[] = {
    {"nettokostnad", "nettokostnad*"},
    {"investering",
        "investeringsutg* investeringsutf* investering investeringar investeringarna "
        "investeringen investeringsområde* investeringsverksamhet* investeringsavvik* "
        "investeringsredovisning* investeringsbudget* investera investerar investerade investerat"},
    {"sjukfrånvaro", "sjukfrånvaro* frånvaro frånvaron sjuktal*"},
    {"resa",
        "resa resor resorna resande resandet resekostnad* tjänstereso* tjänsteresa* "
        "tjänsteresan* reseutgift*"},
    {"långtidssjukfrånvaro", "långtidsfrånvaro* långtidssjukfrånvaro* långtidsjukfrånvaro*"},
    {"kvinna", "kvinna kvinnor kvinnorna kvinnornas kvinnlig*"},
    {"man", "man män männen mannen mäns männens manlig*"},
    {"anställd", "anställd anställda anställdas medarbetare medarbetaren medarbetarna"},
};
const size_t words_concept_n = COUNTOF(words_concept);
