using System.ComponentModel;
using System.Text.RegularExpressions;
using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Retrieval;

namespace Agent.Core.Agents.Tools;

/// <summary>Work out changes of people and new records for a person to approve, and list what waits. None of them writes.</summary>
/// <param name="context">The turn.</param>
internal sealed partial class ProposeRecordTools(TurnContext context)
{
    private const string Deal = "Name of the deal or its account; empty for the deal in focus";
    private const string Why = "Why, in a sentence; empty when the user gave no reason";
    private const string Labels = "Labels of this turn's sources that the reason stands on";
    private const int MaxName = 200;

    private readonly ChangeDrafter _drafter = new(context);

    [Description("Proposes the part that a contact of the account plays in a deal.")]
    public Task<ToolResult> ContactRole(
        [Description("Name of the contact")] string contact,
        [Description("The part")] BuyingRole role,
        [Description(Deal)] string? deal = null,
        [Description(Why)] string? reason = null,
        [Description(Labels)] string[]? sources = null,
        CancellationToken ct = default) => _drafter.OnDealAsync(deal, reason, sources, (file, label) =>
        {
            var people = ChangeDrafter.PeopleOf(file, contact);
            ToolResult result = people switch
            {
                [] => new NotProposed($"{file.Account?.Name ?? file.Deal.Name} has no contact called \"{contact}\". Add the person first, or name one of the contacts.", label),
                [var (person, now)] => now == role ? new NotProposed($"{person.Name} is {Wording.Role(role)} already.", label)
                    : person.LeftOn is { } day ? new NotProposed($"{person.Name} left on {Wording.Day(day, context.Today)}.", label)
                    : Role(file, label, person, now, role),
                _ => new NotProposed($"\"{contact}\" fits {Wording.List([.. people.Select(p => p.Contact.Name)])}. Whom do you mean?", label),
            };
            return Task.FromResult(result);
        }, ct);

    [Description("Proposes to note that a contact has left the company, or leaves it on a day.")]
    public async Task<ToolResult> ContactLeft(
        [Description("Name of the contact")] string contact,
        [Description("The last day there; empty when it is not known")] DateOnly? leftOn = null,
        [Description(Deal)] string? deal = null,
        [Description(Why)] string? reason = null,
        [Description(Labels)] string[]? sources = null,
        CancellationToken ct = default) => await _drafter.OnDealAsync(await DealOfAsync(contact, deal, ct), reason, sources, (file, label) =>
        {
            ToolResult result = ChangeDrafter.PeopleOf(file, contact) switch
            {
                [] => new NotProposed($"{file.Account?.Name ?? file.Deal.Name} has no contact called \"{contact}\". Name one of the contacts.", label),
                [{ Contact: { LeftOn: { } day } gone }] => new NotProposed($"{gone.Name} is noted as gone since {Wording.Day(day, context.Today)} already.", label),
                [{ Contact: var person }] => Left(file, label, person, leftOn ?? context.Today),
                var several => new NotProposed($"\"{contact}\" fits {Wording.List([.. several.Select(p => p.Contact.Name)])}. Whom do you mean?", label),
            };
            return Task.FromResult(result);
        }, ct);

    [Description("Proposes a new contact of an account.")]
    public async Task<ToolResult> NewContact(
        [Description("Full name")] string name,
        [Description("Job title")] string? title = null,
        [Description("Email address")] string? email = null,
        [Description(Deal)] string? deal = null,
        [Description(Why)] string? reason = null,
        [Description(Labels)] string[]? sources = null,
        CancellationToken ct = default)
    {
        // People are added to a customer; which of its deals is meant matters only where a deal was named.
        if (deal is { Length: > 0 } && await _drafter.Resolver.FindAccountAsync(deal, ct) is { AccountId: { } id } account)
            return await AddAsync(name, title, email, id, account.Name, reason, sources, ct);
        var (file, question) = await _drafter.Resolver.ResolveAsync(deal, ct);
        return file is null ? question!
            : file.Account is null ? new NotProposed($"{file.Deal.Name} has no account that a contact could belong to.")
            : await AddAsync(name, title, email, file.Account.Id, file.Account.Name, reason, sources, ct);
    }

    [Description("Proposes a new deal.")]
    public async Task<ToolResult> NewDeal(
        [Description("Name of the account")] string account,
        [Description("Name of the deal; empty when the user gave none")] string? name = null,
        [Description("The amount in whole units")] decimal? amount = null,
        [Description("ISO code, when the user named a currency")] string? currency = null,
        [Description("Expected close date")] DateOnly? closeDate = null,
        [Description(Why)] string? reason = null,
        [Description(Labels)] string[]? sources = null,
        CancellationToken ct = default)
    {
        if (await _drafter.Resolver.FindAccountAsync(account, ct) is not { AccountId: { } id } found)
            return new NotProposed($"I find no one account called \"{account.Trim()}\". Name one that you can see; a new company has to be added as an account first.");
        var known = await context.Reader.FindDealsAsync(new() { Accounts = [id], Take = DealQuery.MaxTake }, ct);
        var title = string.IsNullOrWhiteSpace(name) ? $"{found.Name} - New deal" : Prefixed(name.Trim(), known.Items, found.Name);
        var stage = (await context.Reader.GetPipelinesAsync(ct)).SelectMany(p => p.Stages).FirstOrDefault(s => s.Status == DealStatus.Open);
        var iso = currency is { Length: 3 } ? currency.ToUpperInvariant() : known.Items is [var first, ..] ? first.Currency : "USD";
        var refused = title.Length > MaxName ? new NotProposed($"The name of a deal can have {MaxName} characters.")
            : known.Items.Any(d => d.Name.Equals(title, StringComparison.OrdinalIgnoreCase)) ? new NotProposed($"There is a deal called {title} already.")
            : amount <= 0 ? new NotProposed("An amount has to be more than zero.")
            : stage is null ? new NotProposed("There is no pipeline that a deal could start in.")
            : closeDate is { } day ? _drafter.RefuseDay(day, "An expected close date") : null;
        if (refused is not null)
            return refused;
        var viewer = context.Reader.Viewer;
        List<ProposedField> fields =
        [
            ChangeDrafter.Text(ChangeFields.Name, null, title),
            new(ChangeFields.Stage, null, stage!.Id.ToString(), null, stage.Name),
            new(ChangeFields.Owner, null, viewer.UserId.ToString(), null, viewer.Name),
            ChangeDrafter.Text(ChangeFields.Currency, null, iso),
        ];
        if (amount is not null)
            fields.Add(ChangeDrafter.Amount(null, amount, iso));
        if (closeDate is not null)
            fields.Add(_drafter.Day(ChangeFields.CloseDate, null, closeDate));
        return await _drafter.JustifyAsync(
            new(new() { Kind = ChangeKind.NewDeal, AccountId = id, Fields = fields, Reason = "" }, found.Name, null, null), reason, sources, ct);
    }

    [Description("Lists the proposed changes that wait for a person's approval, of one deal or of all.")]
    public async Task<ToolResult> List(
        [Description("Name of the deal or its account; empty for all")] string? deal = null,
        [Description("True when the deal in focus is meant")] bool thisDeal = false,
        [Description("True for those alone that the user who asks may decide")] bool mine = false,
        CancellationToken ct = default)
    {
        DealFile? of = null;
        var customer = deal is { Length: > 0 } ? await _drafter.Resolver.FindAccountAsync(deal, ct) : null;
        if (customer is null && (thisDeal || deal is { Length: > 0 }))
        {
            (of, var question) = await _drafter.Resolver.ResolveAsync(deal, ct);
            if (of is null)
                return question!;
        }

        return await new PendingReader(context).ReadAsync(of, customer, mine, ct) is { } pending ? pending : new NotProposed("Proposals are not kept here.");
    }

    private static ProposedChange Role(DealFile file, string label, Contact person, BuyingRole? before, BuyingRole after)
    {
        var change = ChangeDrafter.Change(
            file, label, ChangeKind.ContactRole, new ProposedField(ChangeFields.Role, before?.ToString(), after.ToString(), before is null ? null : Wording.Role(before), Wording.Role(after)));
        return change with { Person = person.Name, Change = change.Change with { ContactId = person.Id } };
    }

    private ProposedChange Left(DealFile file, string label, Contact person, DateOnly day)
    {
        var change = ChangeDrafter.Change(file, label, ChangeKind.ContactLeft, _drafter.Day(ChangeFields.LeftOn, null, day));
        return change with { Person = person.Name, Change = change.Change with { ContactId = person.Id } };
    }

    // Who is named without a deal stands for the deal, unless the one in focus has that person.
    private async Task<string?> DealOfAsync(string contact, string? deal, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(deal))
            return deal;
        var isHere = context.Focus is { } focus && await context.Reader.GetDealAsync(focus, ct) is { } file && ChangeDrafter.PeopleOf(file, contact).Count > 0;
        return isHere ? null : contact;
    }

    private async Task<ToolResult> AddAsync(string name, string? title, string? email, AccountId account, string shown, string? reason, string[]? sources, CancellationToken ct)
    {
        var full = name.Trim();
        var known = await context.Reader.FindContactsAsync(PassagePicker.Words(full), account, ct);
        var refused = full.Length is 0 or > MaxName ? new NotProposed($"A name has 1 to {MaxName} characters.")
            : known.FirstOrDefault(c => c.AccountId == account && c.Name.Equals(full, StringComparison.OrdinalIgnoreCase)) is { } same ? new NotProposed($"{same.Name} is a contact of {shown} already.")
            : email is { Length: > 0 } && !Address().IsMatch(email) ? new NotProposed($"\"{email}\" is no email address.")
            : null;
        if (refused is not null)
            return refused;
        List<ProposedField> fields = [ChangeDrafter.Text(ChangeFields.Name, null, full)];
        if (!string.IsNullOrWhiteSpace(title))
            fields.Add(ChangeDrafter.Text(ChangeFields.JobTitle, null, title.Trim()));
        if (!string.IsNullOrWhiteSpace(email))
            fields.Add(ChangeDrafter.Text(ChangeFields.Email, null, email.Trim().ToLowerInvariant()));
        var change = new ChangeSet { Kind = ChangeKind.NewContact, AccountId = account, Fields = fields, Reason = "" };
        return await _drafter.JustifyAsync(new(change, shown, full, null), reason, sources, ct);
    }

    // Where a customer's deals begin with its name, the new one does too.
    private static string Prefixed(string name, IReadOnlyList<DealRow> known, string account) =>
        known.Any(d => d.Name.StartsWith(account, StringComparison.OrdinalIgnoreCase)) && !name.StartsWith(account, StringComparison.OrdinalIgnoreCase) ? $"{account} - {name}" : name;

    [GeneratedRegex(@"^[^\s@<>""]{1,64}@[^\s@<>""]{1,190}\.[^\s@<>"".]{2,}$", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
