using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Qualification;

/// <summary>How much say the buyer's people have, from their titles in the store and from what the talk says of them.</summary>
internal sealed class Ranks
{
    private const int Assisting = 1;
    private const int Usual = 2;
    private const int Deciding = 3;

    /// <summary>In matters of money nobody has more say than whoever holds the purse, or owns the house.</summary>
    private const int HoldingPurse = 4;

    private static readonly CueSet HighTitle = CueSet.Of(
        "(ceo|cfo|cto|cio|coo|cmo|cpo|cro|ciso|owner|co owner|founder|co founder|president|director|principal|proprietor|chairman|chairwoman|vp|svp|evp|vice president|managing partner|chief .2 officer|head of .1|general manager|managing director)");

    private static readonly CueSet LowTitle = CueSet.Of("(assistant|analyst|intern|trainee|apprentice|clerk|secretary|junior|student|receptionist|working student)");

    private static readonly CueSet PurseTitle = CueSet.Of("(cfo|finance|financial|treasurer|bursar|controller|accountant|accounting|accounts|bookkeeper|bookkeeping|ceo|owner|co owner|founder|co founder|proprietor|managing director|managing partner)");

    /// <summary>"I'm the owner", "as general manager": the words of a title after the words that claim one.</summary>
    private static readonly CueSet Claims = CueSet.Of("(i am|as) [only|just] [the|our|a|an|one of the] [senior|deputy|regional|group|it|finance|financial|plant|operations]");

    private static readonly CueSet HoldsPurse = CueSet.Of(
        "(do|does|run|runs|handle|handles|hold|holds|keep|keeps|manage|manages|control|controls|look after|looks after|in charge of|responsible for) [all] [our|the|my] (money|purse|purse strings|books|finances|finance|budget|budgets|cheque book|checkbook|accounts|cash)",
        "(from|in|of|is|am) [our|the] (finance|accounting|treasury)");

    private readonly Dictionary<string, (int Rank, bool Purse)> _people = new(StringComparer.OrdinalIgnoreCase);

    private Ranks()
    {
    }

    /// <summary>Reads the ranks of everybody who speaks in the talk.</summary>
    /// <param name="talk">The talk.</param>
    /// <param name="stakeholders">The people of the deal as far as the store knows them.</param>
    public static Ranks Of(Talk talk, IReadOnlyList<Stakeholder> stakeholders)
    {
        var ranks = new Ranks();
        var speakers = talk.All.Where(s => !s.BySeller).Select(s => s.Utterance.Speaker).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        // With one voice on the buyer's side there is nobody to outrank.
        if (speakers.Count < 2)
            return ranks;
        foreach (var speaker in speakers)
        {
            // A transcript may name people with their titles: "Priya Shah (CFO)".
            ranks.Learn(speaker, Words(speaker), false);
            if (stakeholders.FirstOrDefault(s => s.Contact.Name.Equals(speaker, StringComparison.OrdinalIgnoreCase)) is { } known)
                ranks.Learn(speaker, Words(known.Contact.Title ?? ""), known.Role is BuyingRole.EconomicBuyer or BuyingRole.DecisionMaker);
        }

        foreach (var text in talk.All.Select(s => s.Text).Distinct())
        {
            foreach (var person in People.Find(text).Where(p => p.Title is not null))
            {
                if (speakers.Find(s => IsNamed(s, person.Name)) is { } speaker)
                    ranks.Learn(speaker, Words(person.Title!), false);
            }
        }

        foreach (var said in talk.All)
            ranks.ReadTalk(said, speakers);
        return ranks;
    }

    /// <summary>The rank of whoever stands behind a statement: its speaker, or the buyer who answered the seller.</summary>
    /// <param name="said">The statement.</param>
    /// <param name="ofMoney">True where a person who holds the purse has the last word.</param>
    public int Of(Said said, bool ofMoney = false)
    {
        var speaker = said.Utterance.Speaker;
        if (said.BySeller)
        {
            Dialogue.ReplyTo(said.Text, said.Utterance.Index, out var answer);
            speaker = answer?.Speaker;
        }

        return speaker is null || !_people.TryGetValue(speaker, out var person) ? Usual : ofMoney && person.Purse ? HoldingPurse : person.Rank;
    }

    /// <summary>The statement that counts, the newest of the highest rank, and the changes that led to it.</summary>
    public (T? Current, List<(T Before, T After)> Changes) Newest<T>(IEnumerable<T> statements, Func<T, Said> said, bool ofMoney)
        where T : class
    {
        T? current = null;
        var changes = new List<(T, T)>();
        foreach (var statement in statements)
        {
            if (current is not null && Of(said(statement), ofMoney) < Of(said(current), ofMoney))
                continue;
            if (current is not null)
                changes.Add((current, statement));
            current = statement;
        }

        return (current, changes);
    }

    private void ReadTalk(Said said, List<string> speakers)
    {
        var tokens = said.Sentence.Tokens;
        if (said.Sentence.IsQuestion)
            return;
        if (!said.BySeller && said.Utterance.Speaker is { } self)
        {
            // A title right behind "I'm the": "I'm the owner"; "I'm asking the owner" claims none.
            foreach (var claim in Claims.Find(tokens))
            {
                const int longestTitle = 3;
                var title = new TokenList([.. tokens.Skip(claim.End).Take(longestTitle)]);
                if (HighTitle.Find(title).Any(m => m.Start == 0) || LowTitle.Find(title).Any(m => m.Start == 0))
                    Learn(self, title, false);
            }

            if (tokens[0].Is("i") && HoldsPurse.Find(tokens).Any(m => m.Start <= 2 && !Statements.IsNegated(tokens, m.Start)))
                Learn(self, TokenList.Empty, false, true);
        }

        if (HoldsPurse.Find(tokens) is not [var holds, ..] || Statements.IsNegated(tokens, holds.Start))
            return;
        // "Sam, he does our money": the name stands right before.
        const int reach = 4;
        for (var i = holds.Start - 1; i >= Math.Max(0, holds.Start - reach); i--)
        {
            if (speakers.Find(s => IsNamed(s, tokens[i].Norm)) is { } other)
                Learn(other, TokenList.Empty, false, true);
        }
    }

    private void Learn(string speaker, TokenList title, bool decides, bool purse = false)
    {
        var (rank, held) = _people.GetValueOrDefault(speaker, (Usual, false));
        rank = decides || HighTitle.Matches(title) ? Deciding : LowTitle.Matches(title) && rank == Usual ? Assisting : rank;
        _people[speaker] = (rank, held || purse || PurseTitle.Matches(title));
    }

    private static bool IsNamed(string speaker, string name) =>
        speaker.Equals(name, StringComparison.OrdinalIgnoreCase) || speaker.Split(' ')[0].Equals(name, StringComparison.OrdinalIgnoreCase);

    private static TokenList Words(string title) => Tokenizer.Read(title, 0, title.Length);
}
