using System.Text.Json;
using Agent.Core.Deals;
using Agent.Core.Retrieval;
using Microsoft.EntityFrameworkCore;

namespace Agent.Infrastructure.Persistence;

/// <summary>What a viewer may see, as conditions inside queries. The one place that knows the rule.</summary>
internal static class Scope
{
    /// <summary>The own deals, those of owners in the viewer's teams, and all for an admin. A deal without owner is an admin's alone.</summary>
    public static IQueryable<Deal> VisibleDeals(this WorkspaceDbContext db, Viewer viewer)
    {
        if (viewer.SeesEverything)
            return db.Deals;
        var owners = db.VisiblePeople(viewer).Select(u => (UserId?)u.Id);
        return db.Deals.Where(d => owners.Contains(d.OwnerId));
    }

    /// <summary>The users whose deals the viewer sees.</summary>
    public static IQueryable<User> VisiblePeople(this WorkspaceDbContext db, Viewer viewer)
    {
        if (viewer.SeesEverything)
            return db.People;
        var self = viewer.UserId;
        var teams = viewer.Teams.Select(t => (TeamId?)t).ToList();
        return db.People.Where(u => u.Id == self || (u.TeamId != null && teams.Contains(u.TeamId)));
    }

    /// <summary>Accounts with a deal in sight, accounts whose owner is in sight, and accounts that are nobody's yet.</summary>
    public static IQueryable<Account> VisibleAccounts(this WorkspaceDbContext db, Viewer viewer)
    {
        if (viewer.SeesEverything)
            return db.Accounts;
        var deals = db.VisibleDeals(viewer);
        var owners = db.VisiblePeople(viewer).Select(u => (UserId?)u.Id);
        return db.Accounts.Where(a =>
            deals.Any(d => d.AccountId == a.Id)
            || owners.Contains(a.OwnerId)
            || (a.OwnerId == null && !db.Deals.Any(d => d.AccountId == a.Id)));
    }

    /// <summary>Contacts of accounts in sight, and those of no account whose owner is in sight or missing.</summary>
    public static IQueryable<Contact> VisibleContacts(this WorkspaceDbContext db, Viewer viewer)
    {
        if (viewer.SeesEverything)
            return db.Contacts;
        var accounts = db.VisibleAccounts(viewer);
        var owners = db.VisiblePeople(viewer).Select(u => (UserId?)u.Id);
        return db.Contacts.Where(c => c.AccountId == null
            ? c.OwnerId == null || owners.Contains(c.OwnerId)
            : accounts.Any(a => a.Id == c.AccountId));
    }

    /// <summary>Activities of deals in sight; without a deal, those of accounts in sight; with neither, the author's.</summary>
    public static IQueryable<Activity> VisibleActivities(this WorkspaceDbContext db, Viewer viewer)
    {
        if (viewer.SeesEverything)
            return db.Activities;
        var deals = db.VisibleDeals(viewer);
        var accounts = db.VisibleAccounts(viewer);
        var owners = db.VisiblePeople(viewer).Select(u => (UserId?)u.Id);
        return db.Activities.Where(x =>
            x.DealId != null ? deals.Any(d => d.Id == x.DealId)
            : x.AccountId != null ? accounts.Any(a => a.Id == x.AccountId)
            : owners.Contains(x.AuthorId));
    }

    /// <summary>Material that is for everybody or for one of the viewer's teams.</summary>
    public static IQueryable<Material> VisibleMaterials(this WorkspaceDbContext db, Viewer viewer)
    {
        if (viewer.SeesEverything)
            return db.Materials;
        var teams = JsonSerializer.Serialize(viewer.Teams, JsonSerializerOptions.Web);
        return db.Materials.FromSql(
            $"""
            SELECT * FROM "materials"
            WHERE "Teams" = '[]' OR EXISTS (SELECT 1 FROM json_each("Teams") t WHERE t.value IN (SELECT value FROM json_each({teams})))
            """);
    }

    /// <summary>What an index lets the viewer find: the same rule as for the activities and the material.</summary>
    public static async Task<PassageScope> PassageScopeAsync(this WorkspaceDbContext db, Viewer viewer, CancellationToken ct) =>
        viewer.SeesEverything ? new(true, [], []) : new(false, await db.VisiblePeople(viewer).Select(u => u.Id).ToListAsync(ct), viewer.Teams);
}
