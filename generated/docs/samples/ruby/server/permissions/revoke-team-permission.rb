require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/team-permissions/ad962777-8244-496a-b6a2-e0c6a449c79e/3241a285-8329-4d69-8f3d-316e08cf140c/billing%3Aread")
request = Net::HTTP::Delete.new(uri)
request["X-Hexclave-Access-Type"] = "server"
request["X-Hexclave-Project-Id"] = "<your project UUID>"
request["X-Hexclave-Secret-Server-Key"] = "ssk_<your secret server key>"

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
